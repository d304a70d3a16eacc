using System.Globalization;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Features.Coverage;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Counts;

/// <summary>The kept counts, after any sequence of writes and days. The reference is what the registry shows row by row.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class KeptCountsTests
{
    private static readonly string[] Networks = ["africanpud", "euronpud", "inwud", "lanpud", "napud"];
    private static readonly string[] Countries = ["FR", "ES", "KE", "TH", "BR"];
    private static readonly string[] Regions = ["001", "150", "155", "039", "419", "005"];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Counts_AfterRandomWritesAndDays_AreThoseOfWhatIsShown(int seed)
    {
        await using var server = await RegistryServer.StartAsync();
        var random = new Random(seed);
        await server.WriteAsync([.. RandomRecords.Draw(random, Networks), (AddExpiringConsents, null), (NeedConsent, null)]);
        for (var step = 0; step < 25; step++)
        {
            if (step % 4 == 0)
            {
                server.Clock.Advance(TimeSpan.FromHours(random.Next(10, 300)));
                await AssertTotalsAsync(server, random);
                using var settled = await server.GetAsync("/v1/networks");
            }

            await server.WriteAsync([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => DrawWrite(random))]);
            await AssertSoundAsync(server, $"seed {seed}, step {step}");
        }

        await AssertTotalsAsync(server, random);
    }

    [Test]
    public async Task Counts_WhenAConsentHasRunOutAndTheDayIsNotSettled_HaveTheGroupNoMore()
    {
        await using var server = await RegistryServer.StartAsync();
        await server.WriteAsync(
            (AddExpiringConsents, null),
            ("update groups set visibility_basis = null where visibility = 'public'", null)
        );
        var before = await TotalAsync(server, "/v1/groups?limit=1");
        await using (await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            server.Clock.Advance(TimeSpan.FromDays(400));

            // The write under way keeps the day from being settled.
            Assert.That(await TotalAsync(server, "/v1/groups?limit=1"), Is.LessThan(before));
            await AssertTotalsAsync(server, new Random(4));
        }
    }

    [Test]
    public async Task Counts_WhenYearsPassAndTheClockIsSetBack_AreThoseOfWhatIsShown()
    {
        await using var server = await RegistryServer.StartAsync();
        var random = new Random(6);
        await server.WriteAsync([.. RandomRecords.Draw(random, Networks)]);
        foreach (var days in new[] { 349, 1, 366, 1100 })
        {
            server.Clock.Advance(TimeSpan.FromDays(days));
            await AssertTotalsAsync(server, random);
            await server.WriteAsync([DrawWrite(random), DrawWrite(random)]);
            await AssertSoundAsync(server, $"after {days} days");
        }

        await using (var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            await write.ExecuteAsync("update shown_counted set day = '2035-01-01'");
            await write.ExecuteAsync(
                "insert into shown_state_years (family, year, state_id, groups) select 0, 2035, id, 7 from shown_states"
            );
            await ShownCounts.AdvanceAsync(write);
            await write.CommitBookkeepingAsync(CancellationToken.None);
        }

        await AssertSoundAsync(server, "after the clock was set back");
    }

    [Test]
    public async Task Counts_WhenATableIsChangedByHand_HaveTheGroupNoMore()
    {
        await using var server = await RegistryServer.StartAsync();
        var before = await server.JsonAsync("/v1/coverage?network=euronpud");
        await server.Database.ChangeByHandAsync("update groups set visibility = 'private' where slug = 'asud'");
        var after = await server.JsonAsync("/v1/coverage?network=euronpud&limit=5");

        Assert.That(GroupsOf(after), Is.EqualTo(GroupsOf(before) - 1));
        await AssertTotalsAsync(server, new Random(5));
    }

    /// <summary>The former countries have a row each. A list as of the second stay passes the row of the first one.</summary>
    [Test]
    public async Task Counts_WhenAGroupWasInACountryTwice_AreThoseOfWhatIsShown()
    {
        await using var server = await RegistryServer.StartAsync();
        var key = await server.KeyAsync(expires: null, "registry");
        foreach (var (country, since) in new[] { ("FR", "2014-01-01"), ("ES", "2016-01-01"), ("DE", "2018-01-01") })
        {
            using var moved = await server.SendJsonAsync(
                HttpMethod.Patch,
                $"/v1/groups/{Shipped.Catnpud}/record",
                $$"""{"country":"{{country}}","since":"{{since}}","reason":"r"}""",
                key,
                ("If-Match", "*")
            );
            Assert.That(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
        }

        foreach (var (day, isThere) in new[] { ("2013-06-01", true), ("2015-06-01", false), ("2017-06-01", true), ("2019-06-01", false) })
        {
            var list = await server.JsonAsync($"/v1/groups?country=ES&asOf={day}");
            var slugs = list.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("slug").GetString()).ToList();
            Assert.That(slugs.Count(slug => slug == "catnpud"), Is.EqualTo(isThere ? 1 : 0), day);
            Assert.That(list.GetProperty("total").GetInt32(), Is.EqualTo(slugs.Count), day);
        }
    }

    [Test]
    public async Task Counts_WhenTheLastGroupOfASourceIsHidden_KeepNoTraceOfIt()
    {
        await using var server = await RegistryServer.StartAsync();
        await server.WriteAsync(
            ("insert into sources (id, title, kind) select 'letter', 'A letter', kind from sources limit 1", null),
            ("update memberships set source_id = 'letter' where group_id = (select id from groups where slug = 'asud')", null)
        );
        var before = await ScalarAsync(
            server,
            "select (select count(*) from shown_counts where source = 'letter') + (select count(*) from shown_states where state like '%letter%')"
        );

        await server.WriteAsync(("update groups set visibility = 'private' where slug = 'asud'", null));

        Assert.Multiple(async () =>
        {
            Assert.That(before, Is.GreaterThan(0));
            Assert.That(
                await ScalarAsync(
                    server,
                    "select (select count(*) from shown_counts where source = 'letter') + (select count(*) from shown_states where state like '%letter%')"
                ),
                Is.Zero
            );
            Assert.That(await ScalarAsync(server, "select count(*) from shown_was_memberships"), Is.Zero);
        });
    }

    private const string AddExpiringConsents = """
        insert into consents (id, group_id, scope, given, given_to, until)
        select id || '-c', id, 'public', '2026-01-10', 'steward', case when substr(id, length(id), 1) < '5' then '2026-04-07' when substr(id, length(id), 1) < 'c' then '2026-04-03' when substr(id, length(id), 1) < 'p' then '2026-04-12' else '2026-04-17' end
        from groups where visibility = 'public' and id not in (select group_id from consents)
        """;

    /// <summary>Half of the public groups are shown by a consent alone.</summary>
    private const string NeedConsent =
        "update groups set visibility_basis = null where visibility = 'public' and substr(id, length(id), 1) < 'f'";

    private static (string Sql, object? Parameters) DrawWrite(Random random)
    {
        var asked = new
        {
            id = $"group-{random.Next(60)}",
            country = Pick(random, Countries),
            network = Pick(random, Networks),
            visibility = Pick(random, ["public", "country", "private"]),
            type = Pick(random, ["union", "association", "collective"]),
            scope = Pick(random, ["local", "national"]),
            seldom = random.Next(3),
            day = new DateOnly(2012, 1, 1).AddDays(random.Next(5000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        const string Ends = "possible_to = max(possible_from, @day), certain_to = max(possible_from, @day)";
        return random.Next(11) switch
        {
            0 => ("update groups set country = @country where id = @id", asked),
            1 => ("update groups set visibility = @visibility, visibility_basis = 'A test.' where id = @id", asked),
            2 => ("update groups set type = @type, scope = @scope where id = @id", asked),
            3 => ($"update groups set {Ends} where id = @id", asked),
            4 => ($"update memberships set {Ends} where group_id = @id", asked),
            5 => ("delete from memberships where group_id = @id and network_id = @network", asked),
            6 => (
                "update groups set withdrawn = case when withdrawn is null then '2026-01-15T12:00:00.0000000Z' end where id = @id",
                asked
            ),
            7 => ("delete from group_former_values where group_id = @id", asked),
            8 => ("update consents set until = given where group_id = @id", asked),
            9 => ($"update networks set {Ends} where id = @network and @seldom = 1", asked),
            _ => ("update groups set name = name || '.', visibility_basis = null where id = @id", asked),
        };
    }

    private static async Task AssertSoundAsync(RegistryServer server, string when)
    {
        await using var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        Assert.That(await ShownTables.DifferentAsync(write), Is.Empty, when);
    }

    /// <summary>Random lists: the total of each is the number of its rows, the certain and the possible ones.</summary>
    private static async Task AssertTotalsAsync(RegistryServer server, Random random)
    {
        var turns = await TurnsAsync(server);
        foreach (
            var address in Enumerable
                .Range(0, 24)
                .Select(_ => random.Next(4) == 0 ? DrawEvidence(random, turns) : DrawGroups(random, turns))
                .Append("/v1/groups?")
        )
        {
            var list = await server.JsonAsync($"{address}&limit=200");
            var certainties = list.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("certainty").GetString()).ToList();
            Assert.That(
                (list.GetProperty("certain").GetInt32(), list.GetProperty("possible").GetInt32()),
                Is.EqualTo((certainties.Count(word => word == "certain"), certainties.Count(word => word == "possible"))),
                $"{address} on {server.Clock.GetUtcNow():yyyy-MM-dd}"
            );
        }
    }

    private static string DrawGroups(Random random, string[] turns)
    {
        var network = random.Next(3) switch
        {
            0 => "&network=any" + (random.Next(2) == 0 ? "" : "&standing=constituent"),
            1 => $"&network={Pick(random, Networks)}",
            _ => "",
        };
        var place = random.Next(4) switch
        {
            0 => $"&country={Pick(random, Countries)}",
            1 => $"&region={Pick(random, Regions)}",
            2 => $"&country={Pick(random, Countries)}&region={Pick(random, Regions)}",
            _ => "",
        };
        var kind = random.Next(5) switch
        {
            0 => "&type=union",
            1 => "&scope=local",
            2 => "&type=union&scope=local",
            _ => "",
        };
        var certainty = random.Next(4) == 0 ? $"&certainty={Pick(random, ["certain", "possible"])}" : "";
        return $"/v1/groups?{Day(random, turns)}{network}{place}{kind}{certainty}";
    }

    private static string DrawEvidence(Random random, string[] turns) =>
        $"/v1/countries/{Pick(random, Countries)}/evidence?{Day(random, turns)}"
        + (random.Next(2) == 0 ? "" : $"&network={Pick(random, Networks)}")
        + (random.Next(2) == 0 ? "" : $"&kind={Pick(random, ["member-group", "headquarters"])}");

    /// <summary>The days on which a count changes: a mistake by a day shows on them alone.</summary>
    private static async Task<string[]> TurnsAsync(RegistryServer server)
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        return
        [
            .. await read.QueryAsync<string>(
                "select distinct day from shown_state_steps where day > '1980' and day <= registry_today() order by day"
            ),
        ];
    }

    private static string Day(Random random, string[] turns) =>
        random.Next(5) switch
        {
            0 => "",
            1 => $"asOf={new DateOnly(2012, 1, 1).AddDays(random.Next(5100)):yyyy-MM-dd}",
            2 => $"asOf={DateOnly.Parse(Pick(random, turns), CultureInfo.InvariantCulture).AddDays(-1):yyyy-MM-dd}",
            _ => $"asOf={Pick(random, turns)}",
        };

    private static int GroupsOf(JsonElement coverage) =>
        coverage.GetProperty("totals").GetProperty("memberGroups").GetProperty("groups").GetInt32();

    private static async Task<int> TotalAsync(RegistryServer server, string address) =>
        (await server.JsonAsync(address)).GetProperty("total").GetInt32();

    private static async Task<long> ScalarAsync(RegistryServer server, string sql)
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        return await read.SingleAsync<long>(sql);
    }

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];
}
