using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Countries;

/// <summary>A country's evidence is a list in pages, and the country shows the first of it.</summary>
internal sealed class CountryEvidenceTests
{
    private const int Groups = 45;

    private const string AddGroups = """
        with recursive numbers (value) as (select 1 union all select value + 1 from numbers where value < @Groups)
        insert into groups (id, anonymous_id, name, name_key, country, visibility, visibility_basis, led_by_people_who_use_drugs, period, possible_from, possible_to, certain_from, certain_to, counted_country, counted_from, counted_members, source_id)
        select
            'grp-' || value, 'anon-' || value, 'Group ' || value, 'group-' || value, 'SE',
            case value % 3 when 0 then 'country' else 'public' end, case value % 3 when 0 then null else 'A test.' end, true,
            '2010/..', '2010-01-01', '9999-12-31', '2010-12-31', '9999-12-31',
            case value % 3 when 0 then 'SE' end, case value % 3 when 0 then '2012-01-01' end, case value % 3 when 0 then '["2 euronpud"]' end, 'inpud-article'
        from numbers
        """;

    private const string AddConsents = """
        insert into consents (id, group_id, scope, given, given_to, until)
        select id || '-c', id, 'country', '2025-01-01', 'steward', '2030-01-01' from groups where visibility = 'country' and id like 'grp-%'
        """;

    private const string AddMemberships = """
        insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
        select 'mbr-' || id, 'euronpud', id, '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', 'inpud-article' from groups where id like 'grp-%'
        """;

    private RegistryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        await server.WriteAsync((AddGroups, new { Groups }), (AddConsents, null), (AddMemberships, null));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Country_WhenItHasMuchEvidence_ShowsTheFirstOfTheList()
    {
        var country = await server.JsonAsync("/v1/countries/SE");
        var list = await server.JsonAsync($"{country.GetProperty("evidenceRows").GetString()}?limit=200");
        var rows = Rows(list);

        Assert.Multiple(() =>
        {
            Assert.That(rows, Has.Count.GreaterThanOrEqualTo(Groups));
            Assert.That(list.GetProperty("total").GetInt32(), Is.EqualTo(rows.Count));
            Assert.That(country.GetProperty("evidenceTotal").GetInt32(), Is.EqualTo(rows.Count));
            Assert.That(country.GetProperty("evidence").EnumerateArray().Select(row => row.GetRawText()), Is.EqualTo(rows.Take(20)));
        });
    }

    /// <summary>Counted groups all look alike: their rows are told apart by the cursor alone.</summary>
    [Test]
    public async Task Evidence_WhenFollowedPageByPage_HasEachRowOnce()
    {
        var whole = Rows(await server.JsonAsync("/v1/countries/SE/evidence?limit=200"));
        var paged = new List<string>();
        string? after = null;
        do
        {
            var page = await server.JsonAsync($"/v1/countries/SE/evidence?limit=4{(after is null ? "" : $"&after={after}")}");
            paged.AddRange(Rows(page));
            after = page.GetProperty("next").GetString();
        } while (after is not null);

        Assert.That(paged, Is.EqualTo(whole));
        Assert.That(whole.Count(row => row.Contains("\"record\":null", StringComparison.Ordinal)), Is.EqualTo(Groups / 3));
    }

    [TestCase("?network=euronpud&kind=headquarters", 0)]
    [TestCase("?network=inwud", 0)]
    [TestCase("?asOf=2011-12-31&kind=member-group&network=euronpud&certainty=certain", 0)]
    [TestCase("?asOf=2013-01-01&kind=member-group&network=euronpud&certainty=certain", Groups)]
    public async Task Evidence_WhenFiltered_IsSoMany(string query, int total) =>
        Assert.That((await server.JsonAsync($"/v1/countries/swe/evidence{query}")).GetProperty("total").GetInt32(), Is.EqualTo(total));

    [Test]
    public async Task Country_WhenItIsAskedOfADay_LeadsToTheEvidenceOfThatDay()
    {
        var country = await server.JsonAsync("/v1/countries/SE?asOf=2014-05-01");
        var list = await server.JsonAsync(country.GetProperty("evidenceRows").GetString()!);

        Assert.That(list.GetProperty("asOf").GetString(), Is.EqualTo("2014-05-01"));
        Assert.That(list.GetProperty("total").GetInt32(), Is.EqualTo(country.GetProperty("evidenceTotal").GetInt32()));
    }

    private static List<string> Rows(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(row => row.GetRawText())];
}
