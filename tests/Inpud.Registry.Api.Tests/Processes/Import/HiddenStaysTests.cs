using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>A bundle of before shows no record further than the registry does now, to nobody.</summary>
internal sealed class HiddenStaysTests
{
    private const string Consent =
        $"insert into consents (id, group_id, scope, given, given_to) values ('c-1', '{Shipped.Vandu}', 'public', '2025-03-01', 'A steward')";

    private RegistryServer server = null!;
    private (string Name, string Value) inpud;
    private string folder = null!;

    [SetUp]
    public async Task StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("registry-hidden-").FullName;
        server = await RegistryServer.StartAsShippedAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
        await server.WriteAsync((Consent, null), ("update groups set kept_by = 'inwud' where slug = 'asud'", null));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("groups", "visibility = 'private' where slug = 'vandu'", "groups.csv hidden-stays")]
    [TestCase("groups", "visibility = 'country' where slug = 'vandu'", "groups.csv hidden-stays")]
    [TestCase("groups", "visibility_basis = null where slug = 'asud'", "groups.csv hidden-stays")]
    [TestCase("groups", "kept_by = 'enpud' where slug = 'asud'", "groups.csv keeper-stays")]
    [TestCase("people", "visibility = 'withheld' where slug = 'olga-szubert'", "people.csv withheld")]
    [TestCase("post_terms", "person_id = null, person_withheld = true where id = 'ed4en-nwxws'", "post_terms.csv withheld")]
    [TestCase("individual_counts", "visibility = 'private'", "individual_counts.csv consent-stays")]
    [TestCase("individual_counts", "visibility_basis = null", "individual_counts.csv consent-stays")]
    [TestCase(
        "memberships",
        $"period = '2020/2025', possible_to = '2025-12-31', certain_to = '2025-01-01' where id = '{Shipped.EuronpudAsud}'",
        "memberships.csv ended-stays"
    )]
    [TestCase("consents", "ended = '2026-01-14T09:00:00.0000000Z'", "consents.csv consent-stays")]
    public async Task Import_WhenItShowsMoreOfARecord_IsRefused(string table, string hiding, string refusal)
    {
        var before = await FullExportAsync();
        await server.WriteAsync(($"update {table} set {hiding}", null));

        await IsRefusedAsync(before, refusal);
    }

    /// <summary>What ended with an end that is not sure is certain for no longer in the bundle, and possible for ever.</summary>
    [TestCase(
        $"update memberships set period = '2015/', observed = null, possible_from = '2015-01-01', certain_from = '2015-12-31', certain_to = '2015-01-01' where id = '{Shipped.EuronpudAsud}'",
        $"update memberships set period = '2015/2024-05?', possible_to = '2024-05-31' where id = '{Shipped.EuronpudAsud}'",
        "memberships.csv ended-stays"
    )]
    [TestCase(
        "update groups set visibility = 'country' where slug = 'vandu'",
        "update groups set period = '/2024', observed = null, possible_to = '2024-12-31', certain_from = '2024-12-31', certain_to = '2024-01-01' where slug = 'vandu'",
        "groups.csv hidden-stays"
    )]
    public async Task Import_WhenItTakesAnEndBack_IsRefused(string earlier, string ended, string refusal)
    {
        await server.WriteAsync((earlier, null));
        var before = await FullExportAsync();
        await server.WriteAsync((ended, null));

        await IsRefusedAsync(before, refusal);
    }

    [Test]
    public async Task Import_WhenItHasAConsentThatHasEnded_TakesIt()
    {
        await server.WriteAsync(("update consents set ended = '2026-01-14T09:00:00.0000000Z'", null));
        var before = await FullExportAsync();
        await server.WriteAsync(("delete from consents", null));
        var report = await server.ReportAsync(inpud, before);

        Assert.That(report.GetProperty("new").GetInt32(), Is.EqualTo(1), report.GetRawText());
    }

    [TestCase("visibility = 'private'")]
    [TestCase("visibility = 'country'")]
    public async Task PublicBundle_WhenAGroupWasHiddenSince_IsRefused(string hiding)
    {
        var before = await server.ExportAsync();
        await server.WriteAsync(($"update groups set {hiding} where slug = 'vandu'", null));

        await IsRefusedAsync(before, "groups.csv hidden-stays");
        Assert.That(await server.TextAsync("/v1/groups?limit=200"), Does.Not.Contain("VANDU"));
    }

    /// <summary>The group took its consent back, and another one that a bundle has would show it again.</summary>
    [Test]
    public async Task Import_WhenItHasAnotherConsentOfAGroup_IsRefused()
    {
        await server.WriteAsync(("update groups set visibility_basis = null where slug = 'vandu'", null));
        var before = await server.ExportAsync();
        await server.WriteAsync(("update consents set ended = '2026-01-14T09:00:00.0000000Z'", null));
        var other = EditedBundle.With(before, "consents.csv", text => text.Replace("\nc-1,", "\nc-2,", StringComparison.Ordinal));

        await IsRefusedAsync(other, "consents.csv consent-stays");
        Assert.That(await server.TextAsync("/v1/groups?limit=200"), Does.Not.Contain("VANDU"));
    }

    [Test]
    public async Task Import_WhenItShowsLess_IsTaken()
    {
        await server.WriteAsync(("update groups set visibility = 'private' where slug = 'vandu'", null));
        var before = await FullExportAsync();
        await server.WriteAsync(("update groups set visibility = 'public' where slug = 'vandu'", null));
        var report = await server.ReportAsync(inpud, before);

        Assert.That(report.GetProperty("changed").GetInt32(), Is.EqualTo(1), report.GetRawText());
        Assert.That(await server.TextAsync("/v1/groups?limit=200"), Does.Not.Contain("VANDU"));
    }

    /// <summary>A group gets another id under which it is counted where the former one would tell which group it was.</summary>
    [Test]
    public async Task Import_WhenAGroupIsCountedUnderAnotherIdSince_LeavesIt()
    {
        await server.WriteAsync(("update groups set visibility = 'country' where slug = 'vandu'", null));
        var before = await FullExportAsync();
        await server.WriteAsync(("update groups set anonymous_id = 'anonymous-other', counted_key = 'other' where slug = 'vandu'", null));
        var report = await server.ReportAsync(inpud, before);

        Assert.That(report.GetProperty("written").GetBoolean(), Is.False, report.GetRawText());
    }

    private async Task<byte[]> FullExportAsync()
    {
        var file = Path.Combine(folder, "full.zip");
        var (exitCode, _, error) = await RegistryCommand.RunAsync("export", file, "--full", server.Database.Argument);
        Assert.That(exitCode, Is.Zero, error);
        return await File.ReadAllBytesAsync(file);
    }

    private async Task IsRefusedAsync(byte[] bundle, string refusal)
    {
        var shown = await server.ExportAsync();
        using var answer = await server.ImportAsync(inpud, bundle);
        var problem = await RegistryServer.ProblemAsync(answer, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(problem.GetProperty("errors").EnumerateArray().Select(TextOf).Distinct(), Is.EqualTo([refusal]));
        Assert.That(await server.ExportAsync(), Is.EqualTo(shown));
    }

    private static string TextOf(JsonElement error) =>
        $"{error.GetProperty("name").GetString()!.Split(' ')[0]} {error.GetProperty("code").GetString()}";
}
