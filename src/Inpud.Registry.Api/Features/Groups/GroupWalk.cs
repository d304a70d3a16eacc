using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A way through the groups that a filter can fit: each group once, and no group that fits is left out. A list walks the way in its order and tests each group, until the page is full.</summary>
/// <remarks>See ADR 39. The alias <c>g</c> is the group. A way of several parts has a part for each place in which such groups stand; no two parts have the same group.</remarks>
/// <param name="Parts">The parts of the way.</param>
/// <param name="ByName">Whether each part is in the order of names, by an index.</param>
/// <param name="ByCountry">Whether each part is in the order of countries and names, by an index.</param>
/// <param name="Filters">How many filters of the request it serves: where it serves all of them, nearly every row on it fits.</param>
internal sealed record GroupWalk(IReadOnlyList<GroupWalk.Part> Parts, bool ByName, bool ByCountry, int Filters = 1)
{
    /// <param name="From">The relations.</param>
    /// <param name="Order">The alias of the one that has the order.</param>
    /// <param name="Where">The condition that decides which rows are on the way.</param>
    /// <param name="IsSorted">Whether the rows are few and without an order.</param>
    /// <param name="Rows">The relation of <paramref name="From"/> that decides how many rows there are, with its condition; null where it is all of it.</param>
    internal sealed record Part(string From, string Order, string Where, bool IsSorted = false, string? Rows = null)
    {
        /// <summary>What to count to know how many rows are on the way, at the most.</summary>
        public string Counted => Rows ?? $"{From} where {Where}";
    }

    private const string Groups = "public_groups as g";

    private const string FormerValues = "public_group_values as v cross join public_groups as g";

    private const string Members = "public_memberships as k cross join public_groups as g";

    /// <summary>All groups.</summary>
    public static readonly GroupWalk Everywhere = new([new(Groups, "g", "true")], ByName: true, ByCountry: true, Filters: 0);

    /// <summary>The groups that may have existed on the day: few, where the day is long ago.</summary>
    public static readonly GroupWalk ExistedBy = new([new(Groups, "g", "g.possible_from <= @day")], ByName: false, ByCountry: false);

    /// <summary>The groups of a country, and those that moved away from it.</summary>
    /// <param name="isPast">Whether the day is past. Few groups can be today where they were before.</param>
    public static GroupWalk OfCountry(bool isPast) =>
        new(
            [new(Groups, "g", "g.country = @Country"), Had("in_country", "= @Country", "g.country <> @Country", isPast)],
            ByName: true,
            ByCountry: false
        );

    public static GroupWalk OfType(bool isPast) =>
        new(
            [new(Groups, "g", "g.type = @Type"), Had("of_type", "= @Type", "g.type is distinct from @Type", isPast)],
            ByName: true,
            ByCountry: false
        );

    public static readonly GroupWalk OfScope = new([new(Groups, "g", "g.scope = @Scope")], ByName: true, ByCountry: false);

    /// <summary>The members of one network.</summary>
    public static readonly GroupWalk OfNetwork = new([Member("k.network_id = @Network")], ByName: true, ByCountry: true);

    /// <summary>The members of one network in a country, and its members that moved away from the country.</summary>
    public static GroupWalk OfNetworkInCountry(bool isPast) =>
        new(
            [Member("k.network_id = @Network and k.country = @Country"), Had("in_country", "= @Country", "g.country <> @Country", isPast)],
            ByName: true,
            ByCountry: false,
            Filters: 2
        );

    /// <summary>The groups that were found, where these are few.</summary>
    public static readonly GroupWalk Found = new(
        [new("json_each(@found) as f cross join public_groups as g", "g", "g.id = f.value")],
        ByName: false,
        ByCountry: false
    );

    /// <summary>The members of any network.</summary>
    public static readonly GroupWalk OfAnyNetwork = new(
        [
            new(
                Members,
                "g",
                "g.id = k.group_id and not exists (select 1 from public_memberships as e where e.group_id = k.group_id and e.id < k.id)",
                Rows: "public_memberships as k"
            ),
        ],
        ByName: false,
        ByCountry: false
    );

    /// <summary>The members of one network that may have been members on the day.</summary>
    public static readonly GroupWalk OfNetworkBy = new(
        [
            new(
                "public_countries as c cross join public_memberships as k cross join public_groups as g",
                "g",
                $"k.network_id = @Network and k.country = c.alpha2 and k.possible_from <= @day and {IsFirst}",
                Rows: "public_countries as c cross join public_memberships as k where k.network_id = @Network and k.country = c.alpha2 and k.possible_from <= @day"
            ),
        ],
        ByName: false,
        ByCountry: false
    );

    /// <summary>A group can have been a member of one network at several times: it stands in the list once.</summary>
    private const string IsFirst =
        "g.id = k.group_id and not exists (select 1 from public_memberships as e where e.group_id = k.group_id and e.network_id = k.network_id and e.id < k.id)";

    /// <summary>The groups of regions, and those that moved away from all of them.</summary>
    /// <param name="count">How many lowest regions there are.</param>
    /// <param name="isPast">Whether the day is past.</param>
    public static GroupWalk OfRegions(int count, bool isPast) =>
        new(
            [
                .. Enumerable.Range(0, count).Select(i => new Part(Groups, "g", $"g.region = @{Region(i)}")),
                .. Enumerable
                    .Range(0, count)
                    .Select(i => Had("in_region", $"= @{Region(i)}", $"g.region not in {AnyOf(count)}", isPast, $"in {AnyOf(count)}")),
            ],
            ByName: true,
            ByCountry: false
        );

    /// <summary>The name of the parameter of a lowest region.</summary>
    public static string Region(int index) => $"region{index}";

    /// <summary>All of these parameters, as a list in SQL.</summary>
    public static string AnyOf(int count) => $"({string.Join(", ", Enumerable.Range(0, count).Select(i => $"@{Region(i)}"))})";

    private static Part Member(string where) => new(Members, "k", $"{where} and {IsFirst}", Rows: $"public_memberships as k where {where}");

    /// <summary>The groups that had a value of an attribute and have another now. As of today, only those few count of which it is not known that they have another: an index has the ends.</summary>
    private static Part Had(string column, string is_, string hasAnother, bool isPast, string? isAny = null)
    {
        var (former, isFormer) = isPast
            ? ($"v.is_now = false and {AsOf.MayHold("v")}", $"e.is_now = false and {AsOf.MayHold("e")}")
            : ("v.possible_to between @day and '9999-12-30'", "not (e.possible_to < @day or e.is_now)");
        return new Part(
            FormerValues,
            "v",
            $"""
            v.{column} {is_} and {former} and g.id = v.group_id and {hasAnother}
            and not exists (
                select 1 from public_group_values as e
                where e.group_id = v.group_id and e.attribute = v.attribute and {isFormer} and e.{column} {isAny ?? is_} and e.key < v.key
            )
            """,
            IsSorted: !isPast,
            Rows: $"public_group_values as v where v.{column} {is_} and {former}"
        );
    }
}
