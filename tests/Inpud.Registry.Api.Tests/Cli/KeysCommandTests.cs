using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>The command line as an operator uses it, while the service runs on the same database.</summary>
internal sealed class KeysCommandTests
{
    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync() => server = await RegistryServer.StartAsync();

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Add_WhenDone_ShowsAKeyOnceThatTheServiceTakes()
    {
        var (exitCode, key, told) = await KeysAsync(
            "add",
            "--label",
            "EuroNPUD steward",
            "--scope",
            "euronpud",
            "--scope",
            "anpud",
            "--expires",
            "2099-12-31"
        );
        var (_, list, _) = await KeysAsync("list");

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, told);
            Assert.That(key, Does.Match("^inpud_[A-Za-z0-9_-]{43}\n$"));
            Assert.That(told, Does.Contain("EuroNPUD steward (euronpud, napud)").And.Contain("this once").And.Not.Contain(key.Trim()));
            Assert.That(list, Does.Contain("EuroNPUD steward\teuronpud napud").And.Contain("valid").And.Not.Contain(key.Trim()));
        });
        Assert.That(await StatusAsync(key), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await server.Database.FindAsync(key.Trim()), Is.Empty);
    }

    [Test]
    public async Task Revoke_WhenDone_TheServiceRefusesTheKeyAtOnce()
    {
        var (_, key, _) = await KeysAsync("add", "--label", "A steward", "--scope", "registry");
        Assert.That(await StatusAsync(key), Is.EqualTo(HttpStatusCode.OK));
        var (exitCode, _, _) = await KeysAsync("revoke", await IdAsync());
        // The command line uses the real clock, and the service uses the clock of the test.
        server.Clock.SetUtcNow(DateTimeOffset.Parse("2098-01-01T00:00:00Z"));

        Assert.That(exitCode, Is.Zero);
        Assert.That(await StatusAsync(key), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await KeysAsync("revoke", await IdAsync())).Told, Does.Contain("revoked already"));
    }

    [Test]
    public async Task Rotate_WhenDone_TheNewKeyStandsInForTheOld()
    {
        await KeysAsync("add", "--label", "A steward", "--scope", "registry", "--expires", "2099-12-31");
        var (exitCode, key, _) = await KeysAsync("rotate", await IdAsync());
        var (_, list, _) = await KeysAsync("list");

        Assert.That(exitCode, Is.Zero);
        Assert.That(await StatusAsync(key), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(list.TrimEnd().Split('\n').Skip(1).Select(line => line.Split('\t')[^1]), Is.EquivalentTo(["revoked", "valid"]));
    }

    [Test]
    public async Task Add_WhenItExpiresOnADay_NamesThatDayEverywhere()
    {
        var (_, key, told) = await KeysAsync("add", "--label", "A steward", "--scope", "registry", "--expires", "2030-12-31");
        var (_, list, _) = await KeysAsync("list");
        var (_, listed, _) = await KeysAsync("list", "--json");
        var (_, again, _) = await KeysAsync("rotate", await IdAsync(), "--json");
        var newKey = JsonDocument.Parse(again).RootElement;
        using var own = await server.GetAsync("/v1/key", ("Authorization", $"Bearer {newKey.GetProperty("key")}"));
        var shown = new[]
        {
            JsonDocument.Parse(listed).RootElement[0],
            newKey,
            JsonDocument.Parse(await own.Content.ReadAsStringAsync()).RootElement,
        };

        Assert.Multiple(() =>
        {
            Assert.That(told, Does.Contain("valid to the end of 2030-12-31 (UTC)"));
            Assert.That(list.Split('\n')[0].Split('\t')[4], Is.EqualTo("last day"));
            Assert.That(list.Split('\n')[1].Split('\t')[4], Is.EqualTo("2030-12-31"));
            Assert.That(told + list, Does.Not.Contain("2031"));
            Assert.That(shown.Select(one => one.GetProperty("lastDay").GetString()), Has.All.EqualTo("2030-12-31"));
            Assert.That(
                shown.Select(one => one.GetProperty("expires").GetDateTimeOffset()),
                Has.All.EqualTo(DateTimeOffset.Parse("2031-01-01T00:00:00Z"))
            );
        });
        server.Clock.SetUtcNow(DateTimeOffset.Parse("2030-12-31T23:59:59Z"));
        Assert.That(await StatusAsync(newKey.GetProperty("key").GetString()!), Is.EqualTo(HttpStatusCode.OK));
        server.Clock.SetUtcNow(DateTimeOffset.Parse("2031-01-01T00:00:00Z"));
        Assert.That(await StatusAsync(newKey.GetProperty("key").GetString()!), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Add_WhenNoDayIsGiven_ExpiresAtTheEndOfADay()
    {
        var (_, made, _) = await KeysAsync("add", "--label", "A steward", "--scope", "registry", "--json");

        Assert.That(JsonDocument.Parse(made).RootElement.GetProperty("expires").GetDateTimeOffset().TimeOfDay, Is.EqualTo(TimeSpan.Zero));
    }

    [TestCase(new[] { "add", "--label", "x", "--scope", "nobody" }, "'nobody' is no scope")]
    [TestCase(new[] { "add", "--label", "x", "--scope", "registry", "--expires", "2020-01-01" }, "is past")]
    [TestCase(new[] { "add", "--label", "x", "--scope", "registry", "--expires", "2030-02-30" }, "not in the calendar")]
    [TestCase(new[] { "add", "--label", "x", "--scope", "registry", "--expires", "2030" }, "not one day")]
    [TestCase(new[] { "add", "--label", "x", "--scope", "registry", "--expires", "9999-12-31" }, "not one day")]
    [TestCase(new[] { "add", "--label", "x", "--scope", "registry", "--expire", "2030-01-01" }, "no option '--expire'")]
    [TestCase(new[] { "add", "--label", "x" }, "--scope")]
    [TestCase(new[] { "revoke", "k-nobody" }, "no key with the id")]
    public async Task Keys_WhenToldWrongly_SayWhyAndMakeNone(string[] arguments, string part)
    {
        var (exitCode, key, told) = await KeysAsync(arguments);

        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Not.Zero);
            Assert.That(told, Does.Contain(part));
            Assert.That(key, Does.Not.Contain("inpud_"));
        });
        Assert.That((await KeysAsync("list")).Output.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    private async Task<(int ExitCode, string Output, string Told)> KeysAsync(params string[] arguments) =>
        await RegistryCommand.RunAsync(["keys", .. arguments, server.Database.Argument]);

    private async Task<string> IdAsync() => (await KeysAsync("list")).Output.Split('\n')[1].Split('\t')[0];

    private async Task<HttpStatusCode> StatusAsync(string key)
    {
        using var response = await server.GetAsync("/v1/key", ("Authorization", $"Bearer {key.Trim()}"));
        return response.StatusCode;
    }
}
