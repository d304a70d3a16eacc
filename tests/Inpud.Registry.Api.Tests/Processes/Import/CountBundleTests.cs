using System.Net;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>Bundles carry a count of individuals with its consent, and no bundle shows a count that the registry hides.</summary>
internal sealed class CountBundleTests
{
    private const string Count = "africanpud-ke-7mk2qx";

    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
        await ChangeAsync("visibility_basis = null, consent_given = '2026-01-10', consent_until = '2026-06-30'");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task PublicBundle_WhenImportedElsewhere_GivesTheSameBytesAndEndsWithTheConsent()
    {
        var bundle = await server.ExportAsync();
        await using var empty = await RegistryServer.StartEmptyAsync();
        await empty.ReportAsync(await empty.KeyAsync(expires: null, "registry"), bundle);
        var again = await empty.ExportAsync();
        empty.Clock.SetUtcNow(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.That(again, Is.EqualTo(bundle));
        Assert.That(await ShownAsync(empty), Is.Zero);
    }

    [TestCase("visibility = 'private'")]
    [TestCase("consent_until = '2026-01-14'")]
    [TestCase("consent_given = null")]
    public async Task Bundle_WhenItShowsMoreOfACount_IsRefused(string hidden)
    {
        var bundle = await server.ExportAsync();
        await ChangeAsync(hidden);
        using var answer = await server.ImportAsync(inpud, bundle);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), text);
        Assert.That(text, Does.Contain("consent-stays"));
        Assert.That(await ShownAsync(server), Is.Zero);
    }

    /// <summary>Before version 4, every count was public.</summary>
    [Test]
    public async Task OlderBundle_WhenItSaysNothing_MeansPublicElsewhereAndChangesNothingHere()
    {
        var older = await server.ExportAsync();
        foreach (var column in new[] { "visibility", "visibility_basis", "consent_given", "consent_until" })
        {
            older = EditedBundle.WithoutColumn(older, "individual_counts.csv", column);
        }

        older = EditedBundle.With(
            older,
            "datapackage.json",
            text =>
            {
                var package = JsonNode.Parse(text)!.AsObject();
                package["version"] = "3";
                return package.ToJsonString();
            }
        );
        await ChangeAsync("visibility = 'private'");
        var here = await server.ReportAsync(inpud, older);
        await using var empty = await RegistryServer.StartEmptyAsync();
        await empty.ReportAsync(await empty.KeyAsync(expires: null, "registry"), older);

        Assert.That(here.GetProperty("changed").GetInt32(), Is.Zero, here.GetRawText());
        Assert.That(await ShownAsync(server), Is.Zero);
        Assert.That(await ShownAsync(empty), Is.EqualTo(1));
    }

    private Task ChangeAsync(string what) => server.WriteAsync(($"update individual_counts set {what} where id = '{Count}'", null));

    private static async Task<int> ShownAsync(RegistryServer server) =>
        (await server.JsonAsync("/v1/networks/africanpud/individuals?asOf=2025-12-01")).GetProperty("total").GetInt32();
}
