using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Search;

/// <summary>A search finds the record that a person means, in first place, however the person types it.</summary>
internal sealed class SearchTests : ReadingTests
{
    public static IReadOnlyList<(string Query, string First)> Queries { get; } =
    [
        .. File.ReadLines(Repository.PathOf("tests", "Inpud.Registry.Api.Tests", "Features", "Search", "queries.csv"))
            .Skip(1)
            .Select(line => (line[..line.LastIndexOf(',')], line[(line.LastIndexOf(',') + 1)..])),
    ];

    [Test]
    public async Task Search_WhenAskedWhatPeopleAsk_HasTheRightHitFirst()
    {
        var ranks = new List<(string Query, double Reciprocal, string Found)>();
        foreach (var (query, first) in Queries)
        {
            var found = await FindAsync(query);
            var place = found.IndexOf(first);
            var reciprocal =
                first.Length == 0 ? (found.Count == 0 ? 1 : 0)
                : place < 0 ? 0
                : 1d / (place + 1);
            ranks.Add((query, reciprocal, string.Join(", ", found.Take(3))));
        }

        var wrong = ranks.Where(rank => rank.Reciprocal < 1).Select(rank => $"{rank.Query}: {rank.Found}");
        TestContext.Out.WriteLine(string.Join('\n', wrong));
        Assert.That(Queries, Has.Count.GreaterThanOrEqualTo(60));
        Assert.That(ranks.Average(rank => rank.Reciprocal), Is.GreaterThanOrEqualTo(0.95), string.Join('\n', wrong));
    }

    [Test]
    public async Task Hit_WhenFoundByAFormerName_SaysWhatWhyAndWhere()
    {
        var hit = (await Server.JsonAsync("/v1/search?q=anp")).GetProperty("items")[0];

        Assert.Multiple(() =>
        {
            Assert.That(hit.GetProperty("type").GetString(), Is.EqualTo("networks"));
            Assert.That(hit.GetProperty("label").GetString(), Is.EqualTo("Network of Asian People who Use Drugs"));
            Assert.That(hit.GetProperty("address").GetString(), Is.EqualTo(Server.Whole("/v1/networks/napud")));
            Assert.That(hit.GetProperty("name").GetString(), Is.EqualTo("ANPUD"));
            Assert.That(hit.GetProperty("kind").GetString(), Is.EqualTo("former"));
            Assert.That(hit.GetProperty("match").GetString(), Is.EqualTo("beginning"));
            Assert.That(hit.GetProperty("highlights").GetRawText(), Is.EqualTo("""[{"start":0,"length":3}]"""));
        });
    }

    [TestCase("latin netw", "Latin|Netw")]
    [TestCase("amercan", "American")]
    [TestCase("latinamerican", "Latin American Network of People who Use Drugs")]
    public async Task Highlights_WhenCutOut_AreWhatWasAskedFor(string query, string parts)
    {
        var hit = (await Server.JsonAsync($"/v1/search?q={Uri.EscapeDataString(query)}&type=networks"))
            .GetProperty("items")
            .EnumerateArray()
            .First(item => item.GetProperty("id").GetString() == "lanpud");
        var name = hit.GetProperty("name").GetString()!;
        var cut = hit.GetProperty("highlights")
            .EnumerateArray()
            .Select(part => name.Substring(part.GetProperty("start").GetInt32(), part.GetProperty("length").GetInt32()));

        Assert.That(string.Join('|', cut), Is.EqualTo(parts));
    }

    [Test]
    public async Task Addresses_WhenFollowed_Answer()
    {
        foreach (var query in new[] { "inpud", "ke", "olga", "declaration", "vandu", "lanpud" })
        {
            foreach (var hit in (await Server.JsonAsync($"/v1/search?q={query}")).GetProperty("items").EnumerateArray())
            {
                using var response = await Server.GetAsync(hit.GetProperty("address").GetString()!);
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), hit.GetRawText());
            }
        }
    }

    [TestCase("/v1/search")]
    [TestCase("/v1/search?q=%20-")]
    [TestCase("/v1/search?q=a&type=nothing")]
    [TestCase("/v1/search?q=a&limit=51")]
    public async Task Search_WhenTheQuestionIsNone_SaysWhy(string address)
    {
        using var response = await Server.GetAsync(address);

        await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");
    }

    [TestCase("\"drug\" OR *")]
    [TestCase("NEAR(a b)")]
    [TestCase("words:drug")]
    [TestCase("drug'; drop table groups; --")]
    [TestCase("a AND NOT b")]
    public async Task Search_WhenTheQuestionLooksLikeALanguage_IsTakenAsWords(string query)
    {
        using var response = await Server.GetAsync($"/v1/search?q={Uri.EscapeDataString(query)}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Label_WhenALanguageIsAsked_IsInIt() =>
        Assert.That(
            (await Server.JsonAsync("/v1/search?q=allemagne&lang=ru")).GetProperty("items")[0].GetProperty("label").GetString(),
            Is.EqualTo("Германия")
        );

    private async Task<List<string>> FindAsync(string query) =>
        [
            .. (await Server.JsonAsync($"/v1/search?q={Uri.EscapeDataString(query)}"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(item => $"{item.GetProperty("type").GetString()} {item.GetProperty("address").GetString()!.Split('/')[^1]}"),
        ];
}
