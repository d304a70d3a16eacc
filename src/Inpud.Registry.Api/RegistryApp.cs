using System.IO.Compression;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FastEndpoints;
using Inpud.Registry.Api.Contract;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Board;
using Inpud.Registry.Api.Features.Coverage;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Features.Memberships;
using Inpud.Registry.Api.Features.Networks;
using Inpud.Registry.Api.Features.Organisation;
using Inpud.Registry.Api.Features.People;
using Inpud.Registry.Api.Features.Rules;
using Inpud.Registry.Api.Features.Secretariat;
using Inpud.Registry.Api.Features.Sources;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Clients;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Api.Http.Observation;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Interchange.Exports;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Interchange.Shipped;
using Inpud.Registry.Api.Processes.Applications;
using Inpud.Registry.Api.Processes.Import;
using Inpud.Registry.Api.Processes.Import.Bundles;
using Inpud.Registry.Api.Processes.Import.Spreadsheets;
using Inpud.Registry.Api.Site.Embed;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Site.Map;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Keys;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Reads;
using Inpud.Registry.Api.Storage.Retention;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;
using Inpud.Registry.Api.Storage.Values;
using Microsoft.AspNetCore.ResponseCompression;

namespace Inpud.Registry.Api;

/// <summary>Puts the parts of the program together, and sets the order in which a request passes them.</summary>
internal static class RegistryApp
{
    /// <summary>FastEndpoints keeps the service that it starts in a static field, so the services of one process start one after the other.</summary>
    private static readonly Lock FastEndpoints = new();

    /// <summary>FastEndpoints finds the validator of each request type by itself, but no generic validator.</summary>
    private static readonly MethodInfo CheckWrite = typeof(EndpointDefinition).GetMethod(nameof(EndpointDefinition.Validator))!;

    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>How long requests under way may take when the service is told to stop.</summary>
    public static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(10);

    /// <param name="args">The command line.</param>
    /// <param name="adjust">Replaces services in a test, such as the clock.</param>
    /// <param name="endpointsFrom">Further assemblies that hold operations; a test adds its own.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? adjust = null, params Assembly[] endpointsFrom)
    {
        ColumnNames.Use();
        RegistryJson.AnswersAre(AnswerTypes.Default);
        var builder = RegistrySettings.Open(args);
        var options = RegistrySettings.Read(builder.Configuration);
        if (!SaysWhereToListen(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // An over-long value can reach the registry, whose answer names it.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.MaxRequestBodySize = options.Limits.RequestBodyBytes;
            kestrel.ExplainRefusals();
        });
        RegistryLog.Use(builder.Logging);
        // Whoever reads or uploads slowly does not keep the service from stopping: process managers kill it after half a minute, in the middle of a write. The host's own setting overrides this.
        if (string.IsNullOrEmpty(builder.Configuration["shutdownTimeoutSeconds"]))
        {
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeToStop);
        }

        AddStorage(builder, options);
        AddHttp(builder.Services, options, [typeof(RegistryApp).Assembly, .. endpointsFrom]);
        builder.Services.AddContract();
        RegistryTelemetry.Use(builder.Services, options.Telemetry.Collector);
        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        app.Services.WatchRefusals();
        app.UseObservedRequests();
        if (options.TrustedProxies.Length > 0)
        {
            app.UseForwardedHeaders();
        }

        app.Services.GetRequiredService<Database>().Heard = app.Services.GetRequiredService<SenderNews>().Hear;
        app.UseMethodsAsWritten();
        UseKeptAnswers(app);
        app.Services.GetRequiredService<PublicAddress>().Use(app);
        app.UsePrivateAnswers();
        app.UseExceptionHandler();
        app.UseBreakOff();
        app.UseProblemsForEmptyErrors();
        app.UseRegistrySecurityHeaders(new DrawnStyles(MapStyle.OfPage, MapStyle.OfPictures));
        app.UseResponseCompression();
        app.UseHeadAsGet();
        app.UseTagsBeforeTimes();
        app.UseVaryByOrigin(options.Origins);
        app.UseCors();
        app.UseOptions();
        // No operation of the API has an address of these.
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal),
            besideTheApi =>
            {
                besideTheApi.UseContract();
                besideTheApi.UseSiteFiles();
            }
        );
        app.UseRouting();
        app.UsePrivateOperations();
        app.UseOwnSpelling();
        app.UseFormerAddresses();
        app.UseVersionHeader();
        app.UseRateLimits();
        app.UseKeys();
        app.UseFormAddress();
        app.UseStrictRequests();
        app.UseWriteConditions();
        app.UseNegotiatedAnswers();
        lock (FastEndpoints)
        {
            app.UseFastEndpoints(UseOurAnswers);
        }

        EndpointsMadeOnce.In(app);

        return app;
    }

    /// <summary>Stands before all that answers. Behind it are only the parts that note a request and that settle its scheme.</summary>
    private static void UseKeptAnswers(WebApplication app)
    {
        var kept = app.Services.GetRequiredService<KeptAnswers>();
        if (kept.IsOn)
        {
            app.Services.GetRequiredService<Database>().Committed = kept.RenewAsync;
            app.Use(next => context => kept.AnswerAsync(context, next));
        }
    }

    /// <summary>An address of ours would win over ports and endpoints: a container names its ports alone (ASPNETCORE_HTTP_PORTS).</summary>
    private static bool SaysWhereToListen(ConfigurationManager configuration) =>
        new[] { "urls", "http_ports", "https_ports" }.Any(name => !string.IsNullOrEmpty(configuration[name]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    private static void AddStorage(WebApplicationBuilder builder, RegistryOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider =>
            DatabaseChoice.Open(
                options.Database,
                builder.Environment.ContentRootPath,
                TimeSpan.FromSeconds(options.Limits.DatabaseWaitSeconds),
                provider.GetRequiredService<TimeProvider>(),
                options.Publishing.Approvals
            )
        );
        services.AddSingleton(new PublishingKeys(options.Publishing.Approvals));
        services.AddSingleton<Failure.DatabaseCodes>(provider => provider.GetRequiredService<IDialect>().CodesOf);
        services.AddSingleton(provider => new Database(
            provider.GetRequiredService<IDialect>(),
            provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromSeconds(options.Limits.DatabaseWaitSeconds)
        ));
        services.AddSingleton(provider => SchemaFiles.Shipped(provider.GetRequiredService<IDialect>().Name));
        services.AddSingleton<Upgrade>();
        services.AddSingleton<Backups>();
        services.AddSingleton<Restore>();
        services.AddSingleton<Verification>();
        services.AddSingleton<Seeder>();
        services.AddSingleton<PublicRecords>();
        services.AddSingleton<CurrentExports>();
        services.AddSingleton<PublicLog>();
        services.AddSingleton<PublicDay>();
        services.AddSingleton<PublicVersion>();
        services.AddSingleton<KeptAnswers.PublicVersionNow>(provider => provider.GetRequiredService<PublicVersion>().NowAsync);
        services.AddSingleton<VersionHeader.LetReadsBe>(version => ReadsMayLag.Begin(version.Stamp));
        services.AddSingleton(provider => new KeptAnswers(
            options.Limits.KeptAnswersBytes,
            provider.GetRequiredService<KeptAnswers.PublicVersionNow>()
        ));
        services.AddHostedService<CommitsElsewhere>();
        services.AddHostedService<NotedPurges>();
        services.AddSingleton(provider => new Senders(provider.GetRequiredService<IDialect>().SecretOfNodes()));
        services.AddSingleton(provider => new SenderNews(provider.GetRequiredService<IDialect>().Tell));
        services.AddSingleton<GroupLists>();
        services.AddSingleton<LastModified.LatestPublicChange>(provider =>
            async ct =>
            {
                await provider.GetRequiredService<PublicDay>().SettleAsync(ct);
                await provider.GetRequiredService<ReadRetention>().SettleAsync(ct);
                if (await provider.GetRequiredService<PublicVersion>().NowAsync(null, anew: false) is { } version)
                {
                    provider.GetRequiredService<ReadNotes>().Follow(version.Place.Epoch);
                    return new LastModified(version.LastChange, new AnswerEpoch(version.Place.Epoch, version.IsOfFirstEpoch));
                }

                var (at, epoch) = await LatestChangeSql.ReadAsync(provider.GetRequiredService<Database>(), ct);
                provider.GetRequiredService<ReadNotes>().Follow(epoch.Name);
                return new LastModified(at, new AnswerEpoch(epoch.Name, epoch.Began is null));
            }
        );
        services.AddSingleton(provider => new ReadNotes(
            provider.GetRequiredService<IDialect>(),
            provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromSeconds(options.Limits.DatabaseWaitSeconds)
        ));
        services.AddSingleton(provider => new ReadRetention(
            provider.GetRequiredService<ReadNotes>(),
            provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromDays(options.Reads.KeptDays)
        ));
        services.AddSingleton<NotedReads.Note>(provider => provider.GetRequiredService<ReadNotes>().AddAsync);
        services.AddSingleton<UsedKey>();
        services.AddSingleton<KeyAuthentication.FindKey>(provider => provider.GetRequiredService<UsedKey>().FindOrNullAsync);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    private static void AddHttp(IServiceCollection services, RegistryOptions options, Assembly[] endpointsFrom)
    {
        services.ConfigureHttpJsonOptions(json => RegistryJson.Configure(json.SerializerOptions));
        services.AddSingleton<IEndpointFactory, OperationFactory>();
        services.AddFastEndpoints([.. endpointsFrom.Select(OperationTypes.In)]);
        services.AddSingleton(new ImportLimits(options.Limits.ImportBytes, options.Limits.ImportRows));
        services.AddSingleton<GroupImport>();
        services.AddSingleton<RegistryImport>();
        services.AddSingleton<RecordReader>();
        services.AddSingleton<BundleImport>();
        services.AddTrustedProxies(options.TrustedProxies);
        services.AddRateLimits(options.Limits.ApplicationsPerHour, options.Limits.ApplicationTriesPerHour);
        services.AddSingleton<QueueShares>();
        services.AddSingleton(new PublicAddress(options.PublicUrl));
        services.AddKeys(
            options.Issuer.Authority.Length == 0
                ? null
                : new TokenIssuer(options.Issuer.Authority, options.Issuer.Audience, options.Issuer.ScopeClaim)
        );
        services.AddSingleton<IEnumerable<IRecordKind>>(_ =>
            [
                ProfileRecordSql.Kind,
                MilestoneRecordSql.Kind,
                DocumentRecordSql.Kind,
                PartnerRecordSql.Kind,
                NetworkRecordSql.Kind,
                GroupRecordSql.Kind,
                MembershipRecordSql.Kind,
                IndividualCountRecordSql.Kind,
                ClaimRecordSql.Kind,
                HeadquartersRecordSql.Kind,
                RepresentativeRecordSql.Kind,
                OfficeTermRecordSql.Kind,
                PostRecordSql.Kind,
                PostTermRecordSql.Kind,
                PersonRecordSql.Kind,
                SourceRecordSql.Kind,
            ]
        );
        services.AddSingleton<PageRenderer>();
        // Names in any script stay readable in the text of a page.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddExceptionHandler<ExceptionToProblem>();
        services.AddProblemDetails();
        services.AddProblemsForHosts();
        services.AddSingleton<IResponseCompressionProvider, PublicCompression>();
        services.AddResponseCompression(compression =>
        {
            // Compression over HTTPS can betray a secret. Public answers hold none, and PublicCompression leaves the others alone.
            compression.EnableForHttps = true;
            compression.MimeTypes =
            [
                .. ResponseCompressionDefaults.MimeTypes,
                ProblemWriter.ContentType,
                AnswerForm.Csv,
                AnswerForm.Atom,
                AnswerForm.LinkedData,
                AnswerForm.Svg,
                "application/yaml",
            ];
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
                policy
                    .WithOrigins(options.Origins)
                    .WithMethods("GET", "HEAD", "OPTIONS", "POST", "PATCH")
                    .AllowAnyHeader()
                    .WithExposedHeaders(
                        "ETag",
                        "Link",
                        "Last-Modified",
                        "Content-Location",
                        "Content-Language",
                        "Location",
                        "Retry-After",
                        "Repr-Digest",
                        "Registry-Cursor",
                        VersionHeader.Name
                    )
            )
        );
    }

    private static void UseOurAnswers(Config config)
    {
        config.Serializer.ResponseSerializer = (response, answer, _, _, _) => AnswerWriter.WriteAsync(response, answer);
        config.Serializer.RequestDeserializer = (request, type, _, ct) => JsonBody.ReadAsync(request, type, ct);
        config.Errors.ResponseBuilder = ValidationToProblem.Describe;
        config.Errors.StatusCode = StatusCodes.Status400BadRequest;
        config.Errors.ContentType = ProblemWriter.ContentType;
        config.Endpoints.Configurator = operation =>
        {
            if (operation.ReqDtoType.IsAssignableTo(typeof(WriteRequest)))
            {
                CheckWrite.MakeGenericMethod(typeof(WriteRequestValidator<>).MakeGenericType(operation.ReqDtoType)).Invoke(operation, null);
            }

            if (operation.Verbs.Contains("GET") && !operation.EndpointType.IsAssignableTo(typeof(IForStewards)))
            {
                operation.AllowAnonymous();
            }
        };
    }
}
