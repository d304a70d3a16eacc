using System.Text.Json;
using Inpud.Registry.Api.Tests.Features.Groups;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Coverage;

/// <summary>
/// A group left France for Norway in December 2025, or not: it is in France, whichever of its two times there an answer takes. Every answer about the month says the same of it.
/// </summary>
internal sealed class ReturnedGroupTests
{
    private RegistryServer server = null!;
    private MemberInLyon member = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        member = await MemberInLyon.RecordAsync(server);
        await member.ChangeAsync("""{"country":"NO","since":"2025-12","reason":"It moved."}""");
        await member.ChangeAsync("""{"country":"FR","correction":true,"reason":"It is in France."}""");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>As of each day, its country: certain, as nobody says that it was in Norway.</summary>
    [TestCase("2025-11-30")]
    [TestCase("2025-12-01")]
    [TestCase("2025-12-15")]
    [TestCase("2025-12-31")]
    [TestCase("2026-01-15")]
    public async Task Answers_WhenAGroupCameBack_SayTheSame(string day)
    {
        var coverage = (await server.JsonAsync($"/v1/coverage?network=euronpud&evidence=member-group&asOf={day}")).GetProperty("totals");
        var matrix = await server.JsonAsync($"/v1/coverage/matrix?network=euronpud&evidence=member-group&asOf={day}&limit=200");
        var cell = matrix.GetProperty("items").EnumerateArray().Single(row => Text(row, "country") == "FR");
        var evidence = Of(await server.JsonAsync($"/v1/countries/FR/evidence?network=euronpud&asOf={day}"), "record");
        var details = (await server.JsonAsync($"/v1/countries/FR?asOf={day}")).GetProperty("evidence").EnumerateArray();

        Assert.Multiple(async () =>
        {
            Assert.That(evidence, Is.EqualTo(["certain"]), "it is one piece of evidence");
            Assert.That(
                details.Where(piece => Text(piece, "record") == member.Id).Select(piece => Text(piece, "certainty")),
                Is.EqualTo(evidence)
            );
            Assert.That(Text(cell, "evidenceCertainty"), Is.EqualTo("certain"));
            Assert.That(Of(await server.JsonAsync($"/v1/groups?country=FR&network=euronpud&asOf={day}"), "id"), Is.EqualTo(evidence));
            Assert.That(
                matrix.GetProperty("totals")[0].GetProperty("countries").GetInt32(),
                Is.EqualTo(coverage.GetProperty("documented").GetProperty("countries").GetInt32())
            );
            Assert.That(await CountryAsync($"/v1/countries?documentedBy=euronpud&asOf={day}&limit=200"), Is.EqualTo("certain"));
        });
    }

    private async Task<string?> CountryAsync(string address) =>
        (await server.JsonAsync(address))
            .GetProperty("items")
            .EnumerateArray()
            .Where(row => Text(row, "code") == "FR")
            .Select(row => Text(row, "certainty"))
            .SingleOrDefault();

    private List<string?> Of(JsonElement list, string id) =>
        [.. list.GetProperty("items").EnumerateArray().Where(row => Text(row, id) == member.Id).Select(row => Text(row, "certainty"))];

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
