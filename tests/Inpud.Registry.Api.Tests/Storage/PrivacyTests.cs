using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Http.Keeping;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>Hidden records change no public answer: each stays the same byte for byte, headers included.</summary>
internal sealed class PrivacyTests
{
    private const string AddGroup = """
        insert into groups (id, name, name_key, country, visibility, led_by_people_who_use_drugs, period, possible_from, possible_to, certain_from, certain_to, source_id)
        values (@id, @name, @id, 'IT', @visibility, true, '2010/..', '2010-01-01', '9999-12-31', '2010-12-31', '9999-12-31', 'inpud-article')
        """;

    private const string AddMembership = """
        insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
        values (@id || '-m', 'euronpud', @id, '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', 'inpud-article')
        """;

    private const string AddName = """
        insert into group_names (group_id, name, name_key, kind, source_id) values (@id, @name || ' too', @id || '-too', 'alias', 'inpud-article')
        """;

    /// <summary>A consent for one day, three days after the test begins.</summary>
    private const string AddConsent = """
        insert into consents (id, group_id, scope, given, given_to, until) values (@id || '-c', @id, 'public', '2026-01-18', 'steward', '2026-01-19')
        """;

    private const string AddCount = """
        insert into individual_counts (
            id, network_id, country, people, visibility, consent_given, consent_until, period, possible_from, possible_to, certain_from, certain_to, source_id, note
        ) values (
            @id, 'africanpud', 'KE', 42, @visibility, @given, @until, '2012/2014', '2012-01-01', '2014-12-31', '2012-12-31', '2014-01-01', 'inpud-article', 'hidden'
        )
        """;

    private const string AddSeatTerm = """
        insert into seat_terms (id, network_id, person_withheld, period, possible_from, possible_to, certain_from, certain_to, source_id)
        values ('term-seat', 'euronpud', true, '2012/2014', '2012-01-01', '2014-12-31', '2012-12-31', '2014-01-01', 'inpud-article')
        """;

    private const string AddOfficeTerm = """
        insert into office_terms (id, office_id, person_withheld, period, possible_from, possible_to, certain_from, certain_to, source_id)
        values ('term-office', 'chair', true, '2012/2014', '2012-01-01', '2014-12-31', '2012-12-31', '2014-01-01', 'inpud-article')
        """;

    private const string AddPostTerm = """
        insert into post_terms (id, post_id, person_withheld, period, possible_from, possible_to, certain_from, certain_to, source_id)
        values ('term-post', 'deputy-director', true, '2012/2014', '2012-01-01', '2014-12-31', '2012-12-31', '2014-01-01', 'inpud-article')
        """;

    private const string AddPerson = """
        insert into people (id, slug, name, name_key, visibility, kept_by, source_id, locator, note)
        values ('hidden-person', 'hidden', 'A hidden person', 'a-hidden-person', 'withheld', 'euronpud', 'registry-curation', 'hidden', 'hidden')
        """;

    /// <summary>
    /// Of the groups, one is private, one agreed to be counted from a later day, and the consent of one is not in force yet. Of the counts, one is private with a consent, one is public without,
    /// and the consents of two are over and not begun. The term of somebody who is withheld is the term of nobody in particular: first three terms stand there without a person, and then one
    /// person holds all three, with a country, which would be evidence of a representative, and with notes.
    /// </summary>
    [Test]
    public async Task EveryAnswer_WhenHiddenRecordsAreAdded_IsByteForByteWhatItWas()
    {
        // All of the answers fit into the store, maps and pages too, so that whether one is kept tells of nothing else.
        await using var server = await RegistryServer.StartWithAsync("--Registry:Limits:KeptAnswersBytes=1000000000");
        await server.WriteAsync((AddSeatTerm, null), (AddOfficeTerm, null), (AddPostTerm, null));
        var addresses = await Asked.ReadAsync(server);
        var before = await AnswersAsync(server, addresses);
        var forms = await FormsAsync(server);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await AddHiddenGroupsAsync(server);
        await AddHiddenCountsAsync(server);
        await AddWithheldPersonAsync(server);

        // A kept answer says what it said. That it is kept at all tells nothing either: only what is public empties the store.
        var hits = server.Kept().Hits;
        Assert.That(await AnswersAsync(server, addresses), Is.EqualTo(before));
        Assert.That(server.Kept().Hits - hits, Is.GreaterThan(300), "most of the answers were kept");
        Assert.That(await AnswersAsync(server, addresses, AskedTwice.PastWhatIsKept), Is.EqualTo(before));
        Assert.That(await FormsAsync(server, AskedTwice.PastWhatIsKept), Is.EqualTo(forms));
        Assert.That(await server.TextAsync("/v1/board?asOf=2013-06-01"), Does.Contain("term-seat").And.Contain("term-office"));
        Assert.That(await server.TextAsync("/v1/secretariat?asOf=2013-06-01"), Does.Contain("term-post"));
    }

    private static async Task AddHiddenGroupsAsync(RegistryServer server)
    {
        foreach (
            var (id, visibility) in new[] { ("hidden-group", "private"), ("hidden-group-too", "country"), ("hidden-group-yet", "public") }
        )
        {
            var group = new
            {
                id,
                name = "A hidden group",
                visibility,
            };
            await server.WriteAsync((AddGroup, group), (AddMembership, group), (AddName, group), (AddConsent, group));
        }
    }

    private static async Task AddHiddenCountsAsync(RegistryServer server)
    {
        foreach (
            var (id, visibility, given, until) in new[]
            {
                ("hidden-count", "private", "2025-01-01", null),
                ("hidden-count-bare", "public", null, null),
                ("hidden-count-over", "public", "2025-01-01", "2026-01-14"),
                ("hidden-count-yet", "public", "2026-01-18", (string?)null),
            }
        )
        {
            await server.WriteAsync(
                (
                    AddCount,
                    new
                    {
                        id,
                        visibility,
                        given,
                        until,
                    }
                )
            );
        }
    }

    private static async Task AddWithheldPersonAsync(RegistryServer server)
    {
        await server.WriteAsync((AddPerson, null));
        foreach (var table in new[] { "seat_terms", "office_terms", "post_terms" })
        {
            await server.WriteAsync(
                (
                    $"update {table} set person_id = 'hidden-person', person_withheld = null, locator = 'hidden', note = 'hidden' where id like 'term-%'",
                    null
                )
            );
        }

        await server.WriteAsync(("update seat_terms set country = 'IT', place = 'hidden' where id like 'term-%'", null));
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
        var group = new
        {
            id = "hidden-group",
            name = "A hidden group",
            visibility = "public",
        };
        await server.WriteAsync((AddGroup, group), (AddMembership, group), (AddConsent, group));
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

    /// <summary>
    /// Every public address of the contract, with each text by which a hidden record could be found in each parameter that accepts one, a cursor of the feed, and the part of the sitemap in which its
    /// id would be.
    /// </summary>
    private static readonly AskedAddresses Asked = new(
        "hidden",
        "hiddne",
        "A hidden group",
        "hidden-group",
        "hidden-person",
        "IT",
        "039",
        "KE",
        "euronpud",
        "africanpud",
        "any",
        "2013-06-01",
        "200",
        "groups-h"
    );

    /// <summary>The answers that one address gives in several forms, such as the page of INPUD and linked data.</summary>
    private static async Task<List<string>> FormsAsync(RegistryServer server, params (string, string)[] headers)
    {
        var answers = new List<string>();
        foreach (var (address, form) in Asked.InEachForm())
        {
            using var response = await server.GetAsync(address, [("Accept", form), .. headers]);
            var body = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
            answers.Add($"{address} {form} {(int)response.StatusCode} {response.Headers.ETag} {WithoutTrace(body)}");
        }

        Assert.That(answers.Where(answer => answer.Contains(" text/html 200", StringComparison.Ordinal)), Is.Not.Empty);
        Assert.That(answers.Where(answer => answer.Contains(" application/ld+json 200", StringComparison.Ordinal)), Is.Not.Empty);
        return answers;
    }

    private static async Task<List<string>> AnswersAsync(
        RegistryServer server,
        IReadOnlyList<string> addresses,
        params (string, string)[] headers
    )
    {
        var answers = new List<string>();
        foreach (var address in addresses)
        {
            using var response = await server.GetAsync(address, headers);
            // Latin-1 decodes any bytes, since exports are binary answers.
            var body = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
            answers.Add(
                $"{address} {(int)response.StatusCode} {response.Headers.ETag} {response.Content.Headers.LastModified:R} {WithoutTrace(body)}"
            );
        }

        Assert.That(answers, Has.Count.GreaterThan(500));
        return answers;
    }

    private static string WithoutTrace(string body) => Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "");
}
