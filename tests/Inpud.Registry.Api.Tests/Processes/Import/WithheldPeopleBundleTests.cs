using System.Net;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>Bundles carry the terms of people whose names are withheld without the people, and show nobody whom the registry withholds.</summary>
internal sealed class WithheldPeopleBundleTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task PublicBundle_WhenPeopleAreWithheld_GivesTheSameBytesElsewhereAndChangesNothingHere()
    {
        await WithholdAsync();
        var bundle = await server.ExportAsync();
        await using var empty = await RegistryServer.StartEmptyAsync();
        await empty.ReportAsync(await empty.KeyAsync(expires: null, "registry"), bundle);
        var here = await server.ReportAsync(inpud, bundle);

        Assert.That(await empty.ExportAsync(), Is.EqualTo(bundle));
        Assert.That(
            new[] { "new", "changed", "removed", "refused" }.Select(outcome => here.GetProperty(outcome).GetInt32()),
            Has.All.Zero,
            here.GetRawText()
        );
        Assert.That(await server.RowsAsync(), Does.Contain("people 16"));
    }

    [Test]
    public async Task PublicBundle_WhenItChangesAWithheldTerm_LeavesItsPerson()
    {
        await WithholdAsync();
        var bundle = EditedBundle.With(
            await server.ExportAsync(),
            "post_terms.csv",
            text => text.Replace("2025-08", "2025-09", StringComparison.Ordinal)
        );
        var report = await server.ReportAsync(inpud, bundle);
        using var shown = await server.SendJsonAsync(
            HttpMethod.Patch,
            $"/v1/people/{Shipped.IdOf("olga-szubert")}/record",
            """{"visibility":"public","reason":"r"}""",
            inpud,
            ("If-Match", "*")
        );

        Assert.That(report.GetProperty("changed").GetInt32(), Is.Positive, report.GetRawText());
        Assert.That(await server.TextAsync("/v1/people/olga-szubert"), Does.Contain("deputy-director").And.Contain("2025-09"));
    }

    [Test]
    public async Task PublicBundle_WhenItShowsWhomTheRegistryWithholds_IsRefused()
    {
        var bundle = await server.ExportAsync();
        await WithholdAsync();
        var report = await server.ReportAsync(inpud, bundle, "?dryRun=true");

        Assert.That(
            report
                .GetProperty("rows")
                .EnumerateArray()
                .SelectMany(row => row.GetProperty("mistakes").EnumerateArray())
                .Select(mistake => mistake.GetProperty("code").GetString()),
            Is.Not.Empty.And.All.EqualTo("withheld")
        );
    }

    [Test]
    public async Task PublicBundle_WhenItWithholdsWhomTheRegistryShows_IsRefused()
    {
        await WithholdAsync();
        var bundle = await server.ExportAsync();
        await server.WriteAsync(("update people set visibility = 'public'", null));
        using var answer = await server.ImportAsync(inpud, bundle);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), text);
        Assert.That(text, Does.Contain("post_terms.csv A2").And.Contain("\"code\":\"withheld\""));
    }

    /// <summary>Before version 4, everybody whom a bundle had was public.</summary>
    [Test]
    public async Task OlderBundle_WhenItSaysNothing_MeansPublicElsewhereAndChangesNothingHere()
    {
        var older = OlderBundle(await server.ExportAsync());
        await WithholdAsync();
        var here = await server.ReportAsync(inpud, older);
        await using var empty = await RegistryServer.StartEmptyAsync();
        await empty.ReportAsync(await empty.KeyAsync(expires: null, "registry"), older);

        Assert.That(here.GetProperty("changed").GetInt32(), Is.Zero, here.GetRawText());
        Assert.That(await server.TextAsync("/v1/secretariat?limit=200"), Does.Not.Contain("Szubert"));
        Assert.That(await empty.TextAsync("/v1/secretariat?limit=200"), Does.Contain("Szubert"));
    }

    [Test]
    public async Task Bundle_WhenItIsOfThisVersionAndSaysNothing_IsRefused()
    {
        using var answer = await server.ImportAsync(
            inpud,
            EditedBundle.WithoutColumn(await server.ExportAsync(), "people.csv", "visibility")
        );

        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("people.csv, line 1: the column 'visibility' is missing"));
    }

    private static byte[] OlderBundle(byte[] bundle)
    {
        bundle = EditedBundle.WithoutColumn(bundle, "people.csv", "visibility");
        foreach (var table in new[] { "seat_terms.csv", "office_terms.csv", "post_terms.csv" })
        {
            bundle = EditedBundle.WithoutColumn(bundle, table, "person_withheld");
        }

        return EditedBundle.With(
            bundle,
            "datapackage.json",
            text =>
            {
                var package = JsonNode.Parse(text)!.AsObject();
                package["version"] = "3";
                return package.ToJsonString();
            }
        );
    }

    /// <summary>Withholds a representative who is an officer, and one of the secretariat.</summary>
    private Task WithholdAsync() =>
        server.WriteAsync(("update people set visibility = 'withheld' where slug in ('hassan-turaif', 'olga-szubert')", null));
}
