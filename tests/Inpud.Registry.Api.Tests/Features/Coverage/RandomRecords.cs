using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Tests.Features.Coverage;

/// <summary>Random groups, memberships, headquarters, terms and standings, private ones among them, with dates of every precision.</summary>
internal static class RandomRecords
{
    private static readonly string[] Countries = ["FR", "ES", "NO", "KE", "TZ", "EG", "TH", "BR", "US", "AU", "KZ", "XK"];
    private static readonly string[] Visibilities = ["public", "public", "public", "country", "private"];

    private const string Days = "@possible_from, @possible_to, @certain_from, @certain_to";
    private const string DayColumns = "possible_from, possible_to, certain_from, certain_to";

    public static IEnumerable<(string Sql, object? Parameters)> Draw(Random random, IReadOnlyList<string> networks)
    {
        for (var i = 0; i < 60; i++)
        {
            var id = $"group-{i}";
            yield return (
                $"""
                insert into groups (id, name, name_key, country, visibility, visibility_basis, period, observed, {DayColumns}, source_id)
                values (@id, @id, @id, @country, @visibility, 'A test.', @period, @observed, {Days}, 'inpud-article')
                """,
                Row(random, id, null, Pick(random, Countries), Pick(random, Visibilities))
            );
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

    private static Dictionary<string, object?> Row(Random random, string id, string? network, string? country, string? visibility)
    {
        var (period, observed) = DrawPeriod(random);
        return new Dictionary<string, object?>
        {
            ["id"] = id,
            ["network"] = network,
            ["country"] = country,
            ["visibility"] = visibility,
            ["period"] = period.Text,
            ["observed"] = observed,
            ["possible_from"] = $"{period.PossibleFrom:yyyy-MM-dd}",
            ["possible_to"] = $"{period.PossibleTo:yyyy-MM-dd}",
            ["certain_from"] = $"{period.CertainFrom:yyyy-MM-dd}",
            ["certain_to"] = $"{period.CertainTo:yyyy-MM-dd}",
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
        return random.Next(3) switch
        {
            0 => $"{day:yyyy}",
            1 => $"{day:yyyy-MM}",
            _ => $"{day:yyyy-MM-dd}",
        };
    }

    private static string Pick(Random random, IReadOnlyList<string> values) => values[random.Next(values.Count)];
}
