using System.Globalization;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Benchmarks.Registries;

/// <summary>Writes groups with their parts, row by row, with prepared statements. The same numbers and the same seed give the same rows, and they break no rule.</summary>
/// <param name="rows">Where the rows go.</param>
/// <param name="geography">The countries, and the networks that take them in.</param>
/// <param name="seed">The seed of all that is drawn.</param>
internal sealed class InventedGroups(PreparedRows rows, Geography geography, int seed)
{
    private static readonly string[] Types = ["union", "association", "collective", "service"];
    private static readonly string[] Scopes = ["local", "subnational", "national", "multinational"];

    private readonly Dictionary<(string, string?), object?[]> days = [];
    private Random random = new(seed);

    public void Write(int group)
    {
        random = new Random(HashCodeOf(seed, group));
        var id = InventedNames.IdOf("group", group);
        var country = geography.CountryFor(random.NextDouble());
        var network = geography.RegionalNetworkOrNull(country);
        var founded = random.Next(1990, 2015);
        var hasEnded = Chance(0.05);
        var visibility =
            Chance(0.05) ? "private"
            : Chance(0.03) && !hasEnded ? "country"
            : "public";
        var isShownByASource = visibility == "public" && Chance(0.5);
        WriteGroup(group, id, country, network, founded, hasEnded, visibility, isShownByASource);
        if (visibility != "private" && !isShownByASource)
        {
            var until = visibility == "public" && Chance(0.1) ? "2039-12-31" : null;
            rows.Insert("consents", InventedNames.IdOf("consent", group), id, visibility, "2025-11-01", "this registry", until, null);
        }

        WriteNames(group, id);
        WriteMoves(group, id, country, network, founded);
        if (network is not null && (visibility == "country" || Chance(0.9)))
        {
            WriteMembership(group * 4, id, network, hasEnded);
        }

        if (Chance(0.2) || (network is null && visibility == "country"))
        {
            WriteMembership((group * 4) + 1, id, Geography.TopicalNetwork, hasEnded);
        }
    }

    private void WriteGroup(
        int group,
        string id,
        string country,
        string? network,
        int founded,
        bool hasEnded,
        string visibility,
        bool isShownByASource
    )
    {
        var name = InventedNames.NameOf(group);
        var isCounted = visibility == "country";
        var (period, observed) = (random.Next(5), hasEnded) switch
        {
            (_, true) => ($"{founded}/2021", null),
            (0, _) => ($"{founded}/..", null),
            (1, _) => ($"{founded}-{random.Next(1, 13):00}/..", null),
            (2, _) => ($"{founded}-{random.Next(1, 13):00}-{random.Next(1, 28):00}/..", null),
            (3, _) => ("/..", "2024-05"),
            _ => ($"{founded}/..", "2025"),
        };
        rows.Insert(
            "groups",
            [
                id,
                name,
                UniqueName.Of(name),
                NameOrder.Of(name),
                country,
                Chance(0.7) ? $"Town {group % 997}" : null,
                Chance(0.8) ? Types[random.Next(Types.Length)] : null,
                Chance(0.7) ? Scopes[random.Next(Scopes.Length)] : null,
                Chance(0.3) ? """["Health","Rights"]""" : null,
                1,
                "The group says so of itself.",
                visibility,
                isShownByASource ? "Named in the cited source, which is public." : null,
                .. Days(period, observed),
                group % 3 == 0 ? "registry-curation" : "inpud-article",
                Chance(0.2) ? $"Page {group % 400}" : null,
                Chance(0.2) ? "A group of a benchmark." : null,
                network,
                $"anonymous-{group:x16}",
                visibility == "public" ? InventedNames.SlugOf(group) : null,
                isCounted ? "2025-11-02" : null,
                isCounted ? country : null,
                isCounted ? $"{HashCodeOf(seed + 1, group):x16}" : null,
            ]
        );
    }

    private void WriteNames(int group, string id)
    {
        if (Chance(0.1))
        {
            var period = $"2001/{random.Next(2016, 2020)}";
            WriteName(id, InventedNames.FormerNameOf(group), "former", Days(period, observed: null));
        }

        if (Chance(0.15))
        {
            WriteName(id, InventedNames.AbbreviationOf(group), "abbreviation", new object?[6]);
        }
    }

    private void WriteName(string id, string name, string kind, object?[] dates) =>
        rows.Insert("group_names", [id, name, UniqueName.Of(name), NameOrder.Of(name), kind, "inpud-article", .. dates]);

    /// <summary>Some groups were in another country of the same network before.</summary>
    private void WriteMoves(int group, string id, string country, string? network, int founded)
    {
        var from = geography.NeighbourOf(country, network, group);
        if (Chance(0.01) && from != country)
        {
            var left = random.Next(2016, 2020);
            rows.Insert(
                "group_former_values",
                [id, "country", from, .. Days($"{founded}/{left}", observed: null), $"{left}-12-31", "inpud-article"]
            );
        }
    }

    /// <summary>Each tenth membership ended, and half of those began again.</summary>
    private void WriteMembership(int number, string id, string network, bool hasEnded)
    {
        if (hasEnded || Chance(0.1))
        {
            WriteMembership(number, id, network, "2016/2019", null);
            if (hasEnded || Chance(0.5))
            {
                return;
            }

            number += 2;
        }

        var year = random.Next(2020, 2025);
        var (period, observed) = random.Next(5) switch
        {
            0 => ($"{year}/..", null),
            1 => ($"{year}-{random.Next(1, 13):00}/..", null),
            2 => ($"{year}-{random.Next(1, 13):00}-{random.Next(1, 28):00}/..", null),
            3 when number % 3 != 0 || !Chance(0.5) => ($"{year}/..", "2025-06"),
            _ => ($"{year}~/..", "2025-08"),
        };
        WriteMembership(number, id, network, period, observed);
    }

    private void WriteMembership(int number, string id, string network, string period, string? observed) =>
        rows.Insert("memberships", [InventedNames.IdOf("membership", number), network, id, .. Days(period, observed), "inpud-article"]);

    private object?[] Days(string text, string? observed)
    {
        if (!days.TryGetValue((text, observed), out var found))
        {
            var period = Period.Parse(text, observed);
            found =
            [
                text,
                observed,
                .. new[] { period.PossibleFrom, period.PossibleTo, period.CertainFrom, period.CertainTo }.Select(day =>
                    day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                ),
            ];
            days.Add((text, observed), found);
        }

        return found;
    }

    private bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>The framework's own hash differs from process to process.</summary>
    private static int HashCodeOf(int seed, int number) => unchecked((int)(((uint)seed * 31 + (uint)number) * 2_246_822_519u));
}
