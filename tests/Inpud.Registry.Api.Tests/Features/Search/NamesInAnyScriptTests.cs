using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Search;

/// <summary>Names are found in whatever letters somebody types them, and so is all that the registry shows by a name.</summary>
internal sealed class NamesInAnyScriptTests
{
    private static readonly string[] Names =
    [
        "Łódź Ærø Søsterstraße",
        "Đorđević Kadıköy",
        "Объединение наркопотребителей",
        "شبكة السودان",
        "北京互助协会",
        "バス会",
        "ハス会",
        "กินข้าว",
        "กันข้าว",
        "ຄົນລາວ",
    ];

    private RegistryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.WriteAsync([
            .. Names.Select((name, i) => Group($"group-{i}", name, "public")),
            Group("private", "Łódź whispering", "private"),
            ("update headquarters set place = 'Mombasa' where network_id = 'africanpud'", null),
        ]);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    private static (string, object?) Group(string id, string name, string visibility) =>
        (
            """
            insert into groups (
                id, slug, name, name_key, country, place, visibility, visibility_basis, period, possible_from, possible_to, certain_from, certain_to, source_id
            ) values (
                @id, @id, @name, @key, 'GB', 'Kirkwall', @visibility, 'A source.', '/..', '0001-01-01', '9999-12-31', '2025-01-01', '9999-12-31', 'inpud-article'
            )
            """,
            new
            {
                id,
                name,
                key = UniqueName.Of(name),
                visibility,
            }
        );

    [TestCase("lodz", "Łódź Ærø Søsterstraße")]
    [TestCase("ŁODZ", "Łódź Ærø Søsterstraße")]
    [TestCase("aero", "Łódź Ærø Søsterstraße")]
    [TestCase("sosterstrasse", "Łódź Ærø Søsterstraße")]
    [TestCase("Søsterstrasse lódz", "Łódź Ærø Søsterstraße")]
    [TestCase("dordevic", "Đorđević Kadıköy")]
    [TestCase("KADIKÖY", "Đorđević Kadıköy")]
    [TestCase("kadikoy", "Đorđević Kadıköy")]
    [TestCase("obedinenie", "Объединение наркопотребителей")]
    [TestCase("ОБЪЕДИНЕНИЕ", "Объединение наркопотребителей")]
    [TestCase("narkopotrebiteley", "Объединение наркопотребителей")]
    [TestCase("السودان", "شبكة السودان")]
    [TestCase("السُّودان", "شبكة السودان")]
    [TestCase("互助", "北京互助协会")]
    [TestCase("协会", "北京互助协会")]
    [TestCase("会", "ハス会,バス会,北京互助协会")]
    [TestCase("北京 协会", "北京互助协会")]
    [TestCase("北协", "")]
    [TestCase("バス", "バス会")]
    [TestCase("ﾊﾞｽ", "バス会")]
    [TestCase("ハス", "ハス会")]
    [TestCase("กิน", "กินข้าว")]
    [TestCase("กัน", "กันข้าว")]
    [TestCase("ข้าว", "กันข้าว,กินข้าว")]
    [TestCase("ລາວ", "ຄົນລາວ")]
    public async Task Group_WhenAskedForInOtherLetters_IsFoundWithoutOthers(string query, string names) =>
        Assert.That(
            string.Join(
                ',',
                (await FindAsync(query, "groups")).Select(hit => hit.GetProperty("label").GetString()).Order(StringComparer.Ordinal)
            ),
            Is.EqualTo(names)
        );

    [TestCase("互助", "互助")]
    [TestCase("ข้าว", "ข้าว")]
    [TestCase("soster", "Søster")]
    [TestCase("aer", "Ær")]
    [TestCase("obed", "Объед")]
    public async Task Highlight_WhenTheLettersAreOthers_IsWhatWasAskedFor(string query, string part)
    {
        var hit = (await FindAsync(query, "groups"))[0];
        var highlight = hit.GetProperty("highlights")[0];

        Assert.That(
            hit.GetProperty("name")
                .GetString()!
                .Substring(highlight.GetProperty("start").GetInt32(), highlight.GetProperty("length").GetInt32()),
            Is.EqualTo(part)
        );
    }

    [TestCase(
        "executive director",
        "posts Executive Director name /v1/secretariat/posts, people Anton Basenko post /v1/people/anton-basenko"
    )]
    [TestCase("treasurer", "offices Treasurer name /v1/board, people Hassan Turaif office /v1/people/hassan-turaif")]
    [TestCase(
        "chair",
        "offices Chair name /v1/board, offices Vice Chair name /v1/board, people Louise Beale Vincent office /v1/people/louise-beale-vincent"
    )]
    [TestCase("unaids", "partners Joint United Nations Programme on HIV/AIDS abbreviation /v1/partners?asOf=2017-12-31")]
    [TestCase("robert carr", "partners Robert Carr Fund name /v1/partners")]
    [TestCase("vandu is formed", "milestones VANDU is formed name /v1/timeline")]
    [TestCase("mombasa", "networks African Network of People who Use Drugs place /v1/networks/africanpud")]
    [TestCase("catalonia", "groups Metzineres place /v1/groups/metzineres, groups CATNPUD place /v1/groups/catnpud")]
    public async Task Search_WhenAskedForWhatIsShownByAName_FindsItWhereItIsShown(string query, string found)
    {
        var hits = await FindAsync(query, type: null);

        Assert.That(
            string.Join(
                ", ",
                hits.Select(hit =>
                    string.Join(' ', new[] { "type", "label", "kind", "address" }.Select(name => hit.GetProperty(name).GetString()))
                )
            ),
            Is.EqualTo(found.Replace(" /v1/", $" {server.Whole("/v1/")}", StringComparison.Ordinal))
        );
        foreach (var hit in hits)
        {
            Assert.That(
                await server.TextAsync(hit.GetProperty("address").GetString()!),
                Does.Contain(hit.GetProperty("label").GetString()!)
            );
        }
    }

    [Test]
    public async Task Type_WhenTheContractNamesIt_FindsHitsOfThatTypeAlone()
    {
        var types = ContractParameters
            .Of(RegistryServer.Contract().GetProperty("paths").GetProperty("/v1/search").GetProperty("get"))
            .First(parameter => parameter.GetProperty("name").GetString() == "type")
            .GetProperty("schema")
            .GetProperty("enum")
            .EnumerateArray()
            .Select(word => word.GetString()!)
            .ToList();

        Assert.That(types, Is.SupersetOf(["partners", "milestones", "posts", "offices"]));
        foreach (var type in types)
        {
            var found = new List<JsonElement>();
            foreach (var letter in new[] { "e", "a", "i", "t", "c" })
            {
                found.AddRange(await FindAsync(letter, type));
            }

            Assert.That(found, Is.Not.Empty, type);
            Assert.That(found.Select(hit => hit.GetProperty("type").GetString()), Has.All.EqualTo(type));
        }
    }

    [TestCase("whispering")]
    [TestCase("lodz whispering")]
    public async Task Group_WhenPrivate_IsNotFound(string query) => Assert.That(await FindAsync(query, type: null), Is.Empty);

    [Test]
    public async Task Groups_WhenFilteredByAName_AreNotFoundByTheirPlace()
    {
        Assert.That((await server.JsonAsync("/v1/groups?q=kirkwall")).GetProperty("total").GetInt32(), Is.Zero);
        Assert.That((await server.JsonAsync("/v1/groups?q=lodz")).GetProperty("total").GetInt32(), Is.EqualTo(1));
    }

    [TestCase("ａbc-déf", "abc def abcdef")]
    [TestCase("北京会", "北京 京会 北 京 会 北京会")]
    [TestCase("กิน", "กิน กิ น")]
    [TestCase("Группа 北京", "gruppa 北京 gruppa北 北 京 gruppa北京")]
    [TestCase("👩‍👩‍👧 ♥", "")]
    public void Name_WhenIndexed_HasTheseWords(string name, string words) => Assert.That(SearchText.Indexed(name), Is.EqualTo(words));

    private async Task<List<JsonElement>> FindAsync(string query, string? type)
    {
        using var answer = await server.GetAsync(
            $"/v1/search?limit=50&q={Uri.EscapeDataString(query)}{(type is null ? "" : $"&type={type}")}"
        );
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray()];
    }
}
