using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>Services in one process do not affect each other, so that fixtures can run side by side.</summary>
internal sealed class SideBySideTests
{
    /// <summary>A day that is past only for the later service.</summary>
    private const string Day = "2028-02-29";

    private static readonly string[] DatedReads =
    [
        "/v1/groups",
        "/v1/networks",
        "/v1/networks/euronpud/groups",
        "/v1/countries",
        "/v1/coverage",
        "/v1/coverage/regions",
        "/v1/board",
        "/v1/timeline",
    ];

    [Test]
    public async Task Services_WhenTheirClocksDiffer_AnswerEachByItsOwn()
    {
        await using var early = await RegistryServer.StartAsShippedAsync();
        await using var late = await RegistryServer.StartAsShippedAsync();
        late.Clock.SetUtcNow(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

        // The test asks the earlier service first and starts the later one last: a validator of one service must not check requests of the other.
        foreach (var read in DatedReads)
        {
            await ExpectTheFutureAsync(early, read);
            await ExpectAnAnswerAsync(late, read);
        }
    }

    [Test]
    public async Task Services_WhenTheyStartAndStopBesideOneAnother_GoOnByTheirOwnClock()
    {
        await using var early = await RegistryServer.StartAsShippedAsync();
        await using var late = await RegistryServer.StartAsShippedAsync();
        late.Clock.SetUtcNow(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

        await Task.WhenAll(
            StartAndStopAsync(),
            StartAndStopAsync(),
            AskAsync(read => ExpectTheFutureAsync(early, read)),
            AskAsync(read => ExpectAnAnswerAsync(late, read))
        );

        static async Task StartAndStopAsync()
        {
            for (var i = 0; i < 3; i++)
            {
                await using var passing = await RegistryServer.StartAsShippedAsync();
            }
        }

        static async Task AskAsync(Func<string, Task> ask)
        {
            for (var i = 0; i < 20; i++)
            {
                await Task.WhenAll(DatedReads.Select(ask));
            }
        }
    }

    [Test]
    public async Task Services_WhenTheirSettingsDiffer_KeepEachToItsOwn()
    {
        await using var one = await RegistryServer.StartWithAsync(
            "--Registry:PublicUrl=https://one.example",
            "--Registry:Limits:RequestBodyBytes=2048"
        );
        await using var other = await RegistryServer.StartWithAsync("--Registry:PublicUrl=https://other.example");
        var long4096 = $$"""{"name":"{{new string('a', 4096)}}"}""";

        Assert.That(await one.TextAsync("/openapi.json"), Does.Contain("https://one.example").And.Not.Contain("https://other.example"));
        Assert.That(await other.TextAsync("/openapi.json"), Does.Contain("https://other.example").And.Not.Contain("https://one.example"));
        using var tooLarge = await one.SendJsonAsync(HttpMethod.Post, "/v1/groups", long4096, await one.KeyAsync(null, "registry"));
        using var read = await other.SendJsonAsync(HttpMethod.Post, "/v1/groups", long4096, await other.KeyAsync(null, "registry"));
        Assert.That(tooLarge.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(read.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public void Validators_WhenLookedAt_AreMadeOfNothing()
    {
        var validators = typeof(RegistryApp)
            .Assembly.GetTypes()
            .Where(type =>
                type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(FastEndpoints.Validator<>)
            )
            .ToList();

        Assert.That(validators, Is.Not.Empty);
        Assert.That(
            validators.Where(type => type.GetConstructors().Any(made => made.GetParameters().Length > 0)).Select(type => type.FullName),
            Is.Empty,
            "FastEndpoints makes one validator for all services of a process: it asks for a part when it checks, with Resolve"
        );
    }

    [Test]
    public async Task Service_WhenStarted_WatchesNoFile()
    {
        await using var server = await RegistryServer.StartAsShippedAsync();
        var files = ((IConfigurationRoot)server.Services.GetRequiredService<IConfiguration>())
            .Providers.OfType<JsonConfigurationProvider>()
            .ToList();

        Assert.That(files, Is.Not.Empty);
        Assert.That(files.Where(file => file.Source.ReloadOnChange).Select(file => file.Source.Path), Is.Empty);
    }

    [Test]
    [OfTheFile]
    public void Service_WhenItsStartFails_LeavesNoFileOpen()
    {
        using var database = new TestDatabase();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        Assert.That(
            () => RegistryServer.StartWithAsync(database.Argument, "--urls", $"http://{taken.LocalEndpoint}"),
            Throws.InstanceOf<IOException>()
        );
        Assert.That(File.Exists(database.File), "the start went as far as the database");
        Assert.That(OpenFiles().Where(file => file.StartsWith(database.File, StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>The files that this process has open, as Linux lists them.</summary>
    private static IEnumerable<string> OpenFiles() =>
        new DirectoryInfo("/proc/self/fd").GetFiles().Select(link => link.LinkTarget).OfType<string>().ToList();

    private static async Task ExpectTheFutureAsync(RegistryServer server, string read)
    {
        using var response = await server.GetAsync($"{read}?asOf={Day}");
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");
        Assert.That(problem.GetProperty("errors")[0].GetProperty("detail").GetString(), Does.Contain("Today is 2026-01-15"));
    }

    private static async Task ExpectAnAnswerAsync(RegistryServer server, string read)
    {
        using var response = await server.GetAsync($"{read}?asOf={Day}");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }
}
