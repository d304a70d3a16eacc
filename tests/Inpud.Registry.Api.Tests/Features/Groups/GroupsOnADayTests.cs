using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>A group moved to Norway in May 2024, and became a union: lists and answers about a day go by what held then.</summary>
internal sealed class GroupsOnADayTests
{
    private RegistryServer server = null!;
    private MemberInLyon member = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        member = await MemberInLyon.RecordAsync(server);
        await member.ChangeAsync("""{"country":"NO","place":null,"type":"union","since":"2024-05","reason":"r"}""");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("2020-01-01", "FR", "Lyon", "collective", true)]
    [TestCase("2024-05-15", "FR", "Lyon", "collective", true)]
    [TestCase("2025-01-01", "NO", null, "union", true)]
    public async Task Answer_WhenItIsAboutAnEarlierDay_ShowsWhatHeldThen(string day, string country, string? place, string type, bool led)
    {
        var details = await server.JsonAsync($"/v1/groups/{member.Id}?asOf={day}");
        var row = (await server.JsonAsync($"/v1/groups?asOf={day}&q=umoja")).GetProperty("items")[0];
        foreach (var answer in new[] { details, row })
        {
            Assert.That(Text(answer, "country"), Is.EqualTo(country));
            Assert.That(Text(answer, "place"), Is.EqualTo(place));
            Assert.That(Text(answer, "type"), Is.EqualTo(type));
            Assert.That(answer.GetProperty("ledByPeopleWhoUseDrugs").GetBoolean(), Is.EqualTo(led));
        }

        Assert.That(
            details.GetProperty("formerValues").EnumerateArray().Select(value => $"{Text(value, "attribute")} {Text(value, "period")}"),
            Is.EqualTo(["country ../2024-05", "place ../2024-05", "type ../2024-05"])
        );
    }

    [TestCase("country=FR", "2020-01-01", "certain")]
    [TestCase("country=FR", "2024-05-15", "possible")]
    [TestCase("country=FR", "2025-01-01", null)]
    [TestCase("country=NO", "2020-01-01", null)]
    [TestCase("region=155", "2020-01-01", "certain", Description = "Western Europe has France")]
    [TestCase("region=155", "2024-05-15", "possible")]
    [TestCase("region=150", "2024-05-15", "certain", Description = "both countries are in Europe")]
    [TestCase("type=collective", "2020-01-01", "certain")]
    [TestCase("type=union", "2024-05-15", "possible")]
    [TestCase("type=union", "2025-01-01", "certain")]
    public async Task List_WhenItIsFiltered_GoesByWhatHeldOnTheDay(string filter, string day, string? certainty)
    {
        var rows = (await server.JsonAsync($"/v1/groups?{filter}&asOf={day}&q=umoja")).GetProperty("items").EnumerateArray().ToList();

        Assert.That(rows.Select(row => Text(row, "certainty")), Is.EqualTo(certainty is null ? [] : new[] { certainty }));
    }

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
