using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>Private is absent: with hidden groups added, every public answer is byte for byte what it was, headers included.</summary>
internal sealed class PrivacyTests
{
    private const string AddGroup = """
        insert into groups (id, name, name_key, country, visibility, led_by_people_who_use_drugs, period, possible_from, possible_to, certain_from, certain_to, source_id)
        values (@id, @name, @id, 'IT', @visibility, 1, '2010/..', '2010-01-01', '9999-12-31', '2010-12-31', '9999-12-31', 'inpud-article')
        """;

    private const string AddMembership = """
        insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
        values (@id || '-m', 'euronpud', @id, '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', 'inpud-article')
        """;

    private const string AddName = """
        insert into group_names (group_id, name, name_key, kind, source_id) values (@id, @name || ' too', @id || '-too', 'alias', 'inpud-article')
        """;

    [TestCase("private")]
    [TestCase("country")]
    public async Task EveryAnswer_WhenAHiddenGroupIsAdded_IsByteForByteWhatItWas(string visibility)
    {
        await using var server = await RegistryServer.StartAsync();
        var addresses = await AddressesAsync(server);
        var before = await AnswersAsync(server, addresses);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var group = new
        {
            id = "hidden-group",
            name = "A hidden group",
            visibility,
        };
        await server.WriteAsync((AddGroup, group), (AddMembership, group), (AddName, group));

        Assert.That(await AnswersAsync(server, addresses), Is.EqualTo(before));
    }

    [TestCase("private")]
    [TestCase("country")]
    public async Task Group_WhenItIsHidden_AnswersExactlyLikeOneThatDoesNotExist(string visibility)
    {
        await using var server = await RegistryServer.StartAsync();
        var group = new
        {
            id = "hidden-group",
            name = "A hidden group",
            visibility,
        };
        await server.WriteAsync((AddGroup, group), (AddMembership, group));

        Assert.That(await NormalisedAsync(server, "hidden-group"), Is.EqualTo(await NormalisedAsync(server, "absent-group")));
    }

    [Test]
    public async Task Group_WhenItsConsentEnds_IsPrivateAgainThatDayWithoutARestart()
    {
        await using var server = await RegistryServer.StartAsync();
        var addresses = await AddressesAsync(server);
        server.Clock.Advance(TimeSpan.FromDays(2));
        var without = await AnswersAsync(server, addresses);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var group = new
        {
            id = "hidden-group",
            name = "A hidden group",
            visibility = "public",
        };
        await server.WriteAsync((AddGroup, group), (AddMembership, group));
        await server.WriteAsync(
            (
                "insert into consents (id, group_id, scope, given, given_to, until) values ('c', 'hidden-group', 'public', '2026-01-18', 'steward', '2026-01-19')",
                null
            )
        );
        var before = await AnswersAsync(server, addresses);
        server.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 18, 0, 0, 0, TimeSpan.Zero));
        var during = await server.TextAsync("/v1/groups?q=hidden");
        Assert.That(await server.TextAsync("/v1/search?q=hidden"), Does.Contain("hidden-group"));
        using var kept = await server.GetAsync("/v1/groups?asOf=2013-01-01");
        server.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 20, 0, 0, 0, TimeSpan.Zero));
        using var stale = await server.GetAsync(
            "/v1/groups?asOf=2013-01-01",
            ("If-Modified-Since", kept.Content.Headers.LastModified!.Value.ToString("R"))
        );

        Assert.Multiple(() =>
        {
            Assert.That(before, Is.EqualTo(without), "the consent is not in force yet");
            Assert.That(during, Does.Contain("hidden-group"));
            Assert.That((int)stale.StatusCode, Is.EqualTo(200), "a kept answer that still has the group is out of date");
        });
        Assert.That(await server.TextAsync("/v1/groups?q=hidden"), Does.Not.Contain("hidden-group"));
        Assert.That(await server.TextAsync("/v1/search?q=hidden"), Does.Not.Contain("hidden-group"));
        Assert.That(await stale.Content.ReadAsStringAsync(), Does.Not.Contain("hidden-group"));
    }

    private static async Task<string> NormalisedAsync(RegistryServer server, string id)
    {
        using var response = await server.GetAsync($"/v1/groups/{id}");
        var text = (await response.Content.ReadAsStringAsync()).Replace(id, "ID", StringComparison.Ordinal);
        var problem = JsonDocument.Parse(text).RootElement.GetProperty("traceId").GetString()!;
        return $"{(int)response.StatusCode} {response.Headers} {text.Replace(problem, "TRACE", StringComparison.Ordinal)}".Replace(
            response.Headers.Date?.ToString("R") ?? "-",
            "DATE",
            StringComparison.Ordinal
        );
    }

    /// <summary>Every list as JSON and CSV, with the filters that would find the group, and every record.</summary>
    private static async Task<List<string>> AddressesAsync(RegistryServer server)
    {
        var entry = await server.JsonAsync("/");
        var lists = entry
            .GetProperty("resources")
            .EnumerateArray()
            .Select(address => address.GetString()!)
            .Where(address => address is not ("/v1/inpud" or "/v1/changes"))
            .ToList();
        return
        [
            "/v1/inpud",
            .. lists,
            .. lists.Select(list => $"{list}?format=csv"),
            "/v1/changes?limit=200",
            "/v1/changes?limit=200&after=200",
            "/v1/changes?limit=200&after=200&format=atom",
            "/v1/groups/asud/history",
            "/v1/networks/euronpud/history",
            "/v1/networks/euronpud/individuals",
            "/v1/groups?q=hidden",
            "/v1/search?q=hidden",
            "/v1/search?q=hiddne",
            "/v1/search?q=A%20hidden%20group&type=groups",
            "/v1/search?q=hidden-group",
            "/v1/groups?country=IT",
            "/v1/groups?network=euronpud",
            "/v1/groups?network=any&standing=constituent",
            "/v1/groups?asOf=2012-06-01",
            "/v1/countries?documentedBy=euronpud",
            "/v1/countries?documentedBy=any&evidence=member-group&asOf=2013-01-01",
            "/v1/countries/IT",
            "/v1/networks?documents=IT&standing=any",
            "/v1/networks/euronpud",
            "/v1/networks/euronpud/groups",
            "/v1/networks/euronpud/countries",
            "/v1/coverage/countries?region=039&limit=200",
            "/v1/coverage?network=euronpud&asOf=2013-01-01",
        ];
    }

    private static async Task<List<string>> AnswersAsync(RegistryServer server, List<string> addresses)
    {
        var answers = new List<string>();
        foreach (var address in addresses)
        {
            using var response = await server.GetAsync(address);
            var body = await response.Content.ReadAsStringAsync();
            Assert.That((int)response.StatusCode, Is.EqualTo(200), address);
            answers.Add($"{address} {response.Headers.ETag} {response.Content.Headers.LastModified:R} {body}");
        }

        return answers;
    }
}
