using System.Net;
using System.Reflection;
using System.Text.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Keys;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;
using Inpud.Registry.Domain.Stewards;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>The real service on a port of its own, with a database of its own and a clock that a test sets. Requests go over HTTP, with raw addresses.</summary>
internal sealed class RegistryServer : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication app;
    private readonly TestDatabase database;

    private RegistryServer(WebApplication app, TestDatabase database, FakeTimeProvider clock)
    {
        (this.app, this.database, Clock) = (app, database, clock);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => app.Services;

    public TestDatabase Database => database;

    /// <summary>Starts with the operations of the tests beside those of the program.</summary>
    public static Task<RegistryServer> StartAsync() => StartAsync(typeof(RegistryServer).Assembly);

    /// <summary>Starts with only the operations of the program.</summary>
    public static Task<RegistryServer> StartAsShippedAsync() => StartAsync([]);

    /// <summary>Starts with only the operations of the program, on a PostgreSQL server or on an SQLite file, whatever the run is on.</summary>
    public static Task<RegistryServer> StartOnAsync(bool onServer, params string[] settings) =>
        StartAsync([], settings, onServer: onServer);

    /// <summary>Starts with settings of the test.</summary>
    public static Task<RegistryServer> StartWithAsync(params string[] settings) => StartAsync([], settings);

    /// <summary>Starts with the operations of the tests, and with the log at its most detailed.</summary>
    public static Task<RegistryServer> StartWithLogAsync(ILoggerProvider log, params string[] settings) =>
        StartAsync(
            [typeof(RegistryServer).Assembly],
            ["--Logging:LogLevel:Default=Trace", "--Logging:Console:LogLevel:Default=None", .. settings],
            adjust: services => services.AddSingleton(log)
        );

    /// <summary>Starts with a counter of the steps that reads take. Each answer is made anew, so that there is something to count.</summary>
    public static Task<RegistryServer> StartCountingAsync(QuerySteps steps) =>
        StartAsync([], ["--Registry:Limits:KeptAnswersBytes=0"], adjust: steps.CountFor);

    /// <summary>Starts on a PostgreSQL server that tells its plans. Each answer is made anew, so that there are plans to tell.</summary>
    public static Task<RegistryServer> StartExplainingAsync(ServerPlans plans) =>
        StartAsync([], ["--Registry:Limits:KeptAnswersBytes=0"], adjust: plans.ListenTo, onServer: true);

    /// <summary>Starts with a counter of the statements that reads compile.</summary>
    public static Task<RegistryServer> StartCountingAsync(Compilations compilations) => StartAsync([], [], adjust: compilations.CountFor);

    /// <summary>Starts without any data, not even the shipped data.</summary>
    public static Task<RegistryServer> StartEmptyAsync() => StartAsync([], [], seeds: false);

    /// <summary>Starts on an existing database. The clock is a year after the usual start, so that no record of the database is in the future.</summary>
    /// <param name="database">The database that it begins as a copy of.</param>
    /// <param name="schema">The schema of another version of the program; null for the current schema.</param>
    public static Task<RegistryServer> StartOnAsync(Snapshot database, SchemaFiles? schema = null) =>
        StartAsync(
            [],
            [],
            made: database,
            start: Start.AddYears(1),
            adjust: services =>
            {
                if (schema is not null)
                {
                    services.Replace(ServiceDescriptor.Singleton(schema));
                }
            }
        );

    private static Task<RegistryServer> StartAsync(params Assembly[] endpointsFrom) => StartAsync(endpointsFrom, []);

    private static async Task<RegistryServer> StartAsync(
        Assembly[] endpointsFrom,
        string[] settings,
        bool seeds = true,
        Snapshot? made = null,
        DateTimeOffset? start = null,
        Action<IServiceCollection>? adjust = null,
        bool? onServer = null
    )
    {
        var file = new TestDatabase(onServer ?? made?.IsOnServer ?? TestDatabase.IsPostgres);
        WebApplication? service = null;
        try
        {
            var clock = new FakeTimeProvider(start ?? Start);
            service = RegistryApp.Build(
                ["--urls", "http://127.0.0.1:0", file.Argument, "--Logging:LogLevel:Default=None", .. settings],
                services =>
                {
                    services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                    SharedFactories.AddTo(services);
                    // This cache of the framework makes all endpoints a second time for its own use, and each of them is compiled. A service of the tests lives too briefly to gain by it.
                    services.Remove(services.Single(service => service.ServiceType.Name == "AuthorizationPolicyCache"));
                    adjust?.Invoke(services);
                },
                endpointsFrom
            );
            if (seeds)
            {
                await file.FillAsync(made ?? await (file.IsOnServer ? SeededOnServer : SeededFile).Value);
            }

            await RegistryService.PrepareDatabaseAsync(service.Services, CancellationToken.None, seeds);
            await service.StartAsync();
            return new RegistryServer(service, file, clock);
        }
        catch
        {
            // The service is disposed here, since a fixture whose start failed has no server to stop.
            await (service?.DisposeAsync() ?? ValueTask.CompletedTask);
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The file that a first start makes. It is made once and copied for each test, so that no test waits for it again.</summary>
    private static readonly Lazy<Task<Snapshot>> SeededFile = new(async () =>
    {
        using var file = new TestDatabase(onServer: false);
        await using var service = RegistryApp.Build(
            [file.Argument, "--Logging:LogLevel:Default=None"],
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(Start)))
        );
        await RegistryService.PrepareDatabaseAsync(service.Services, CancellationToken.None);
        var copy = file.File + ".copy";
        service.Services.GetRequiredService<Backups>().Make(copy, IWork.Silent, CancellationToken.None);
        return new Snapshot(await File.ReadAllBytesAsync(copy));
    });

    /// <summary>The database that a first start makes on the server of the run, which is copied for each test.</summary>
    private static readonly Lazy<Task<Snapshot>> SeededOnServer = new(async () =>
    {
        const string Name = "seeded";
        var cluster = await PostgresCluster.GetAsync();
        await using var service = RegistryApp.Build(
            [$"--Registry:Database={cluster.ConnectionString(Name)}", "--Logging:LogLevel:Default=None"],
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(Start)))
        );
        await RegistryService.PrepareDatabaseAsync(service.Services, CancellationToken.None);
        await cluster.ForgetMarkAsync(Name);
        return new Snapshot([], Name);
    });

    /// <summary>A database with the shipped data.</summary>
    public static Task<Snapshot> SeededSnapshotAsync() => (TestDatabase.IsPostgres ? SeededOnServer : SeededFile).Value;

    /// <summary>The bytes of a file with the shipped data.</summary>
    public static async Task<byte[]> SeededAsync() => (await SeededFile.Value).Bytes;

    /// <summary>The database as it is now. A service on a server loses its connections, and takes others.</summary>
    public async Task<Snapshot> SnapshotAsync()
    {
        if (database.IsOnServer)
        {
            return new Snapshot([], await database.CopyAsync());
        }

        var copy = $"{database.File}.{Guid.NewGuid():N}";
        Services.GetRequiredService<Backups>().Make(copy, IWork.Silent, CancellationToken.None);
        return new Snapshot(await File.ReadAllBytesAsync(copy));
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        // The client sends the address unchanged, since a test may send a malformed one.
        var request = new HttpRequestMessage(
            method,
            new Uri(
                IsWhole(address) ? address : Whole(address),
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    /// <summary>The whole address of a path, as links in answers have it.</summary>
    public string Whole(string path) => Client.BaseAddress + path.TrimStart('/');

    private static bool IsWhole(string address) => address.StartsWith("http://", StringComparison.Ordinal);

    public Task<HttpResponseMessage> GetAsync(string address, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, address, headers);

    public Task<HttpResponseMessage> SendJsonAsync(
        HttpMethod method,
        string address,
        string body,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, new Uri(address, IsWhole(address) ? UriKind.Absolute : UriKind.Relative))
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    /// <summary>Closes the kept connections of the service, so that a test can change the file. The service still knows the file that it began with.</summary>
    public void CloseConnections()
    {
        var dialect = Services.GetRequiredService<IDialect>();
        ((IDisposable)dialect).Dispose();
        dialect.StayWithFile();
    }

    /// <summary>Keeps a copy of the database beside it, as its operator does: with the program's command for a file, with the server's own program for a server.</summary>
    /// <returns>What puts the copy in the place of the database, as its operator does.</returns>
    public async Task<Func<Task>> CopyAsync()
    {
        var copy = database.File + ".copy";
        if (database.IsOnServer)
        {
            await database.KeepCopyAsync(copy);
            return () => database.PutBackAsync(copy);
        }

        Services.GetRequiredService<Backups>().Make(copy, IWork.Silent, CancellationToken.None);
        return () =>
            Services
                .GetRequiredService<Restore>()
                .RunAsync(copy, new RestoreOrder { OverNewer = true }, IWork.Silent, CancellationToken.None);
    }

    /// <summary>The body of a 200 answer, as JSON.</summary>
    public async Task<JsonElement> JsonAsync(string address)
    {
        using var response = await GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{address}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task<string> TextAsync(string address)
    {
        using var response = await GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{address}: {text}");
        return text;
    }

    /// <summary>Asserts that the answer is a complete problem with this status and code, and returns it.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(status), text);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
            Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
            Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code), text);
            Assert.That(problem.GetProperty("type").GetString(), Is.EqualTo($"/problems/{code}"));
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo((int)status));
            Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("traceId").GetString(), Is.Not.Empty);
            Assert.That(text, Does.Not.Contain("Exception").And.Not.Contain("   at "));
        });
        return problem;
    }

    /// <summary>The Authorization header of a new key.</summary>
    public Task<(string Name, string Value)> KeyAsync(DateTimeOffset? expires, params string[] scopes) =>
        KeyOfAsync("A test", expires, scopes);

    /// <summary>The Authorization header of a new key of the steward with this label.</summary>
    public async Task<(string Name, string Value)> KeyOfAsync(string label, DateTimeOffset? expires, params string[] scopes)
    {
        var text = KeyText.Of(System.Security.Cryptography.RandomNumberGenerator.GetBytes(KeyText.RandomBytes));
        await using var write = await Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        var id = "k-" + Guid.NewGuid().ToString("N")[..8];
        await KeysSql.AddAsync(write, new Key(id, label, new StewardScopes(scopes), write.Now, expires, null), KeyText.Hash(text));
        await write.CommitAsync(CancellationToken.None);
        return ("Authorization", $"Bearer {text}");
    }

    /// <summary>Changes rows as a steward's write would, with its change.</summary>
    public async Task WriteAsync(params (string Sql, object? Parameters)[] statements)
    {
        await using var write = await Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        foreach (var (sql, parameters) in statements)
        {
            await write.ExecuteAsync(sql, parameters);
        }

        await write.RecordAsync(new Domain.Provenance.Change(write.Now, "test", "change", "test", "test", null, null, "A test."));
        await Services.GetRequiredService<PublicLog>().NoteAllAsync(write);
        await write.CommitAsync(CancellationToken.None);
    }

    /// <summary>How many rows each table has, those of private records included. Keys do not count.</summary>
    public async Task<string> RowsAsync()
    {
        await using var read = await Services.GetRequiredService<Database>().ReadAsync();
        var tables = await read.QueryAsync<string>(
            database.IsOnServer
                ? "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('keys', 'key_uses', 'registry_schema') order by relname"
                : "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not in ('keys', 'key_uses') order by name"
        );
        var rows = new List<string>();
        foreach (var table in tables)
        {
            rows.Add($"{table} {await read.SingleAsync<long>($"select count(*) from {table}")}");
        }

        return string.Join('\n', rows);
    }

    /// <summary>The contract as the program serves it.</summary>
    public static JsonElement Contract() => ContractOnce.Value;

    private static readonly Lazy<JsonElement> ContractOnce = new(() =>
        Task.Run(async () =>
            {
                await using var server = await StartAsShippedAsync();
                return await server.JsonAsync("/openapi.json");
            })
            .GetAwaiter()
            .GetResult()
    );

    /// <summary>The records that examples of the contract name but that do not ship.</summary>
    public Task AddExampleRecordsAsync() =>
        WriteAsync(
            (
                """
                insert into individual_counts (
                    id, network_id, country, people, period, possible_from, possible_to, certain_from, certain_to, source_id, visibility, visibility_basis
                ) values (
                    'africanpud-ke-7mk2qx', 'africanpud', 'KE', 42, '2025/2025', '2025-01-01', '2025-12-31', '2025-12-31', '2025-01-01', 'registry-curation', 'public', 'registry-curation'
                )
                """,
                null
            ),
            (
                """
                insert into applications (id, network_id, link_hash, state, stated, received) values (
                    'a-4f2a9b1c', 'africanpud', @hash, 'waiting',
                    '{"network":"africanpud","name":"An Applicant","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}', '2026-01-10T09:00:00.0000000Z'
                )
                """,
                new { hash = KeyText.Hash("kq3TzvYy0P2dN8sWxL5mJ7hF4bC1aE6gR9uV0iO2nQw") }
            ),
            (
                """
                insert into proposals (id, network_id, group_id, state, stated, received) values (
                    'n7q3x-c5w8k', 'inwud', @group, 'waiting',
                    '{"group":"' || @group || '","period":"2019/..","source":"registry-curation","reason":"r"}', '2026-01-10T09:00:00.0000000Z'
                )
                """,
                new { group = Shipped.Catnpud }
            ),
            (
                """
                insert into offers (id, group_id, network_id, state, received) values (
                    'h3x8v-p6m2r', @group, 'inwud', 'waiting', '2026-01-10T09:00:00.0000000Z'
                )
                """,
                new { group = Shipped.Catnpud }
            )
        );

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}
