using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Tests.Features.Coverage;

/// <summary>Random groups, memberships, headquarters, terms and standings, private ones among them, with dates of every precision.</summary>
internal static class RandomRecords
{
    private static readonly string[] Countries = ["FR", "ES", "NO", "KE", "TZ", "EG", "TH", "BR", "US", "AU", "KZ", "XK"];

    /// <summary>The countries from which groups moved, besides the one in which a group is now: some came back.</summary>
    private static readonly string[] FormerCountries = ["SE", "UG", "LA", "CL", "HN"];
    private static readonly string[] Visibilities = ["public", "public", "public", "country", "private"];

    private const string Days = "@possible_from, @possible_to, @certain_from, @certain_to";
    private const string DayColumns = "possible_from, possible_to, certain_from, certain_to";

    public static IEnumerable<(string Sql, object? Parameters)> Draw(Random random, IReadOnlyList<string> networks)
    {
        for (var i = 0; i < 60; i++)
        {
            var (id, country) = ($"group-{i}", Pick(random, Countries));
            yield return (
                $"""
                insert into groups (id, name, name_key, country, visibility, visibility_basis, period, observed, {DayColumns}, source_id)
                values (@id, @id, @id, @country, @visibility, 'A test.', @period, @observed, {Days}, 'inpud-article')
                """,
                Row(random, id, null, country, Pick(random, Visibilities))
            );
            foreach (var former in random.Next(3) == 0 ? DrawFormerCountries(random, id, country) : [])
            {
                yield return former;
            }

            for (var m = random.Next(4); m > 0; m--)
            {
                // A unique index allows a group and a network one open membership. Later memberships of the same pair are therefore ended ones.
                yield return (
                    $"""
                    insert into memberships (id, network_id, group_id, period, observed, {DayColumns}, source_id)
                    values (@id || '-m{m}', @network, @id, @period, @observed, {Days}, 'inpud-article')
                    on conflict do nothing
                    """,
                    Row(random, id, Pick(random, networks), null, null)
                );
            }
        }

        foreach (var network in networks.Where(_ => random.Next(2) == 0))
        {
            foreach (var former in DrawFormerRemits(random, network))
            {
                yield return former;
            }
        }

        for (var i = 0; i < 10; i++)
        {
            yield return (
                $"""
                insert into headquarters (id, network_id, country, period, observed, {DayColumns}, source_id)
                values (@id, @network, @country, @period, @observed, {Days}, 'inpud-article')
                """,
                Row(random, $"hq-{i}", Pick(random, networks), Pick(random, Countries), null)
            );
            yield return (
                $"""
                insert into network_standings (network_id, standing, period, observed, {DayColumns}, source_id)
                values (@network, 'constituent', @period, @observed, {Days}, 'inpud-article')
                on conflict do nothing
                """,
                Row(random, $"standing-{i}", Pick(random, networks), null, null)
            );
        }
    }

    private static IEnumerable<(string, object?)> DrawFormerCountries(Random random, string group, string now)
    {
        string[] were = [now, Pick(random, FormerCountries), Pick(random, FormerCountries)];
        var first = random.Next(were.Length);
        return DrawTurns(random)
            .Select(
                (turn, i) =>
                    (
                        $"""
                        insert into group_former_values (group_id, attribute, country, period, observed, replaced_by, {DayColumns}, source_id)
                        values (@id, 'country', @country, @period, @observed, @replacedBy, {Days}, 'inpud-article')
                        """,
                        (object?)
                            new Dictionary<string, object?>(Columns(turn.Period, turn.Period.Observed?.Text))
                            {
                                ["id"] = group,
                                ["country"] = were[(first + i) % were.Length],
                                ["replacedBy"] = $"{turn.ReplacedBy:yyyy-MM-dd}",
                            }
                    )
            );
    }

    private static IEnumerable<(string, object?)> DrawFormerRemits(Random random, string network) =>
        DrawTurns(random)
            .Select(turn =>
                (
                    $"""
                    insert into network_former_values (network_id, attribute, basis, definition, countries, period, observed, replaced_by, {DayColumns}, source_id)
                    values (@id, 'remit', 'curated', 'A test.', @countries, @period, @observed, @replacedBy, {Days}, 'inpud-article')
                    """,
                    (object?)
                        new Dictionary<string, object?>(Columns(turn.Period, turn.Period.Observed?.Text))
                        {
                            ["id"] = network,
                            ["countries"] = System.Text.Json.JsonSerializer.Serialize(Countries.Where(_ => random.Next(2) == 0)),
                            ["replacedBy"] = $"{turn.ReplacedBy:yyyy-MM-dd}",
                        }
                )
            );

    /// <summary>One to three changes of an attribute, one after the other: each with a date or without one, and with the day by which the next value held.</summary>
    private static List<(Period Period, DateOnly ReplacedBy)> DrawTurns(Random random)
    {
        var turns = new List<(Period Period, DateOnly ReplacedBy)>();
        var start = "..";
        string? observed = null;
        for (var tries = 0; tries < 20 && turns.Count < 3; tries++)
        {
            var since = random.Next(3) == 0 ? null : PartialDate.Parse(DrawDate(random));
            var day = since is null
                ? PartialDate.Parse($"{new DateOnly(2012, 1, 1).AddDays(random.Next(5000)):yyyy-MM-dd}").Latest
                : since.Earliest.AddDays(random.Next(since.Latest.DayNumber - since.Earliest.DayNumber + 1));
            if (
                (turns.Count > 0 && day <= turns[^1].ReplacedBy)
                || !Period.TryParse($"{start}/{since?.Text}", observed, out var period, out _)
                || turns.Exists(turn => turn.Period.Text == period.Text)
            )
            {
                continue;
            }

            turns.Add((period, day));
            (start, observed) = (since?.Text ?? "", since is null ? $"{day:yyyy-MM-dd}" : null);
            if (random.Next(2) == 0)
            {
                break;
            }
        }

        return turns;
    }

    private static Dictionary<string, object?> Columns(Period period, string? observed) =>
        new()
        {
            ["period"] = period.Text,
            ["observed"] = observed,
            ["possible_from"] = $"{period.PossibleFrom:yyyy-MM-dd}",
            ["possible_to"] = $"{period.PossibleTo:yyyy-MM-dd}",
            ["certain_from"] = $"{period.CertainFrom:yyyy-MM-dd}",
            ["certain_to"] = $"{period.CertainTo:yyyy-MM-dd}",
        };

    private static Dictionary<string, object?> Row(Random random, string id, string? network, string? country, string? visibility)
    {
        var (period, observed) = DrawPeriod(random);
        return new Dictionary<string, object?>(Columns(period, observed))
        {
            ["id"] = id,
            ["network"] = network,
            ["country"] = country,
            ["visibility"] = visibility,
        };
    }

    private static (Period Period, string? Observed) DrawPeriod(Random random)
    {
        while (true)
        {
            var observed = random.Next(2) == 0 ? DrawDate(random) : null;
            var start = random.Next(4) == 0 ? "" : DrawDate(random);
            var end = random.Next(3) switch
            {
                0 => "..",
                1 => "",
                _ => DrawDate(random),
            };
            if (Period.TryParse($"{start}/{end}", observed, out var period, out _))
            {
                return (period, observed);
            }
        }
    }

    private static string DrawDate(Random random)
    {
        var day = new DateOnly(2012, 1, 1).AddDays(random.Next(5000));
        var date = random.Next(3) switch
        {
            0 => $"{day:yyyy}",
            1 => $"{day:yyyy-MM}",
            _ => $"{day:yyyy-MM-dd}",
        };
        return random.Next(6) switch
        {
            0 => $"{date}{Pick(random, ["?", "~", "%"])}",
            1 => $"{day.Year / 10}X",
            _ => date,
        };
    }

    private static string Pick(Random random, IReadOnlyList<string> values) => values[random.Next(values.Count)];
}
