using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Domain.Dates;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>A counted group is as certain a member as it was while it was named, and no date of its own shows.</summary>
internal sealed class CountedMembershipsTests
{
    /// <summary>The day since which the groups are counted: the one after the start of the server's clock.</summary>
    private const string Counted = "2026-01-16";

    private RegistryServer server = null!;

    [SetUp]
    public async Task StartAsync() => server = await RegistryServer.StartAsync();

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Membership_WhateverItsDates_IsAsCertainAsThatOfANamedGroup()
    {
        var periods = await RecordAsync(
            from start in new[] { "", "..", "2015", "2015~", "201X", "2015-06-01", "2026", "2026-01-16", "2026-01-17", "2027" }
            from end in new[] { "..", "" }
            from observed in new[] { null, "2015-08-09", "2016?", "2026-01-15" }
            where Period.TryParse($"{start}/{end}", observed, out _, out _)
            select Period.Parse($"{start}/{end}", observed)
        );
        var named = await CertaintiesAsync(periods.Keys, $"&asOf={Counted}");
        await CountAsync();
        var counted = await CertaintiesAsync(periods.Keys, "");

        Assert.That(named.Values.Distinct(), Is.EquivalentTo(new[] { "certain", "possible", "none" }));
        foreach (var (country, period) in periods)
        {
            Assert.That(counted[country], Is.EqualTo(named[country]), $"{period} observed {period.Observed}");
        }

        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        var shown = await read.QueryAsync<string>(
            "select distinct period || ' ' || coalesce(observed, '-') || ' ' || certain_from from public_memberships where is_anonymous order by 1"
        );
        Assert.That(shown, Is.EqualTo(["/ - 9999-12-31", $"/.. {Counted} {Counted}"]), "the days are those of the settling");
    }

    [Test]
    public async Task Membership_WhenItBegins_IsCountedFromThatDay()
    {
        var country = (await RecordAsync([Period.Parse("2026-01-18/..", null), Period.Parse("/..", "2015")])).Keys.First();
        await CountAsync();
        var before = await CertaintiesAsync([country], "");
        server.Clock.Advance(TimeSpan.FromDays(2));
        await server.TextAsync("/v1/groups");

        Assert.That(before[country], Is.EqualTo("none"));
        Assert.That((await CertaintiesAsync([country], ""))[country], Is.EqualTo("certain"));
    }

    /// <summary>A membership of where the group was before would tell that it moved, and from where.</summary>
    [Test]
    public async Task Membership_WhenTheRemitDoesNotHaveTheCountry_IsNotCounted()
    {
        var country = (await RecordAsync([Period.Parse("2012/", null)])).Keys.First();
        await server.WriteAsync(
            ("update memberships set network_id = 'menanpud' where group_id = 'of-' || @country", new { country }),
            (
                """
                insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
                select 'inwud-' || @country, 'inwud', group_id, period, possible_from, possible_to, certain_from, certain_to, source_id
                from memberships where group_id = 'of-' || @country
                """,
                new { country }
            )
        );
        Assert.That(await NetworksAsync(country), Is.EqualTo(["inwud", "menanpud"]), "it is shown while the group is named");
        await CountAsync();

        Assert.That(await NetworksAsync(country), Is.EqualTo(["inwud"]));
    }

    private async Task<string?[]> NetworksAsync(string country) =>
        [
            .. (await server.JsonAsync($"/v1/groups?country={country}"))
                .GetProperty("items")[0]
                .GetProperty("memberOf")
                .EnumerateArray()
                .Select(network => network.GetString()),
        ];

    /// <summary>Records a public group with one such membership of INWUD in a country of its own, where no other group is.</summary>
    private async Task<Dictionary<string, Period>> RecordAsync(IEnumerable<Period> periods)
    {
        IReadOnlyList<string> free;
        await using (var read = await server.Services.GetRequiredService<Database>().ReadAsync())
        {
            free = await read.QueryAsync<string>(
                "select alpha2 from countries where alpha2 not in (select country from groups) order by alpha2"
            );
        }

        var of = free.Zip(periods).ToDictionary(pair => pair.First, pair => pair.Second);
        const string Days = "possible_from, possible_to, certain_from, certain_to";
        const string Values = "@possible_from, @possible_to, @certain_from, @certain_to";
        await server.WriteAsync([
            .. of.SelectMany(pair =>
            {
                var asked = new Dictionary<string, object?>(PeriodColumns.Of(pair.Value))
                {
                    ["country"] = pair.Key,
                    ["period"] = pair.Value.Text,
                    ["observed"] = pair.Value.Observed?.Text,
                };
                return new (string, object?)[]
                {
                    (
                        """
                        insert into groups (
                            id, anonymous_id, name, name_key, country, visibility, visibility_basis, led_by_people_who_use_drugs, period, possible_from, possible_to, certain_from, certain_to, source_id
                        ) values (
                            'of-' || @country, 'anonymous-' || @country, 'A group of ' || @country, 'of-' || @country, @country, 'public', 'A test.', true, '../..', '0001-01-01', '9999-12-31', '0001-01-01', '9999-12-31', 'registry-curation'
                        )
                        """,
                        new { country = pair.Key }
                    ),
                    (
                        $"""
                        insert into memberships (id, network_id, group_id, period, observed, {Days}, source_id)
                        values ('m-' || @country, 'inwud', 'of-' || @country, @period, @observed, {Values}, 'registry-curation')
                        """,
                        asked
                    ),
                    (
                        "insert into consents (id, group_id, scope, given, given_to) values ('c-' || @country, 'of-' || @country, 'country', '2026-01-10', 'A steward')",
                        new { country = pair.Key }
                    ),
                };
            }),
        ]);
        return of;
    }

    private async Task CountAsync()
    {
        await server.WriteAsync(("update groups set visibility = 'country', visibility_basis = null where id like 'of-%'", null));
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.TextAsync("/v1/groups");
    }

    /// <summary>How certain the group of each country is a member; the coverage of the country says the same.</summary>
    private async Task<Dictionary<string, string>> CertaintiesAsync(IEnumerable<string> countries, string asOf)
    {
        var certainties = new Dictionary<string, string>();
        var coverage = await FiguresAsync(asOf);
        foreach (var country in countries)
        {
            var rows = (await server.JsonAsync($"/v1/groups?network=inwud&country={country}{asOf}")).GetProperty("items");
            certainties[country] = rows.GetArrayLength() == 0 ? "none" : rows[0].GetProperty("certainty").GetString()!;
            Assert.That(
                coverage.GetValueOrDefault(country, (0, 0)),
                Is.EqualTo(
                    certainties[country] switch
                    {
                        "certain" => (1, 0),
                        "possible" => (0, 1),
                        _ => (0, 0),
                    }
                ),
                country
            );
        }

        return certainties;
    }

    private async Task<Dictionary<string, (int Certain, int Possible)>> FiguresAsync(string asOf)
    {
        var figures = new Dictionary<string, (int, int)>();
        string? after = null;
        do
        {
            var page = await server.JsonAsync(
                $"/v1/coverage/countries?network=inwud&limit=200{asOf}{(after is null ? "" : $"&after={after}")}"
            );
            foreach (var row in page.GetProperty("items").EnumerateArray())
            {
                var groups = row.GetProperty("memberGroups");
                figures[row.GetProperty("country").GetString()!] = (
                    groups.GetProperty("groups").GetInt32(),
                    groups.GetProperty("possible").GetInt32()
                );
            }

            after = page.GetProperty("next").GetString();
        } while (after is not null);

        return figures;
    }
}
