using System.Globalization;
using System.Text.Json;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Reads what counts of groups that are shown, or that were shown before the write.</summary>
internal sealed class CountedGroupsSql
{
    /// <summary>The columns of a group that count. A change of any other changes no count.</summary>
    public static readonly IReadOnlyList<string> OfGroups =
    [
        "country",
        "type",
        "scope",
        "possible_from",
        "possible_to",
        "certain_from",
        "certain_to",
    ];

    /// <summary>The other tables that count.</summary>
    public static readonly IReadOnlyList<string> OtherTables = ["group_values", "memberships"];

    /// <summary>What is shown.</summary>
    public static readonly CountedGroupsSql Shown = new("shown");

    /// <summary>What was shown of the groups that the write touched.</summary>
    public static readonly CountedGroupsSql Was = new("shown_was");

    /// <summary>The statements that keep what was shown of the noted groups until the counts have lost it.</summary>
    public static readonly IReadOnlyList<string> Keeping =
    [
        """
            insert into shown_was_groups
            select g.group_key, g.country, g.type, g.scope, g.possible_from, g.possible_to, g.certain_from, g.certain_to, g.shown_until
            from shown_stale as s cross join shown_groups as g where g.group_key = s.group_id
            """,
        """
            insert into shown_was_group_values
            select v.group_id, v.attribute, v.country, v.type, v.possible_from, v.possible_to, v.certain_from, v.certain_to
            from shown_stale as s cross join shown_group_values as v where v.group_id = s.group_id
            """,
        """
            insert into shown_was_memberships
            select m.group_key, m.network_id, m.source_id, m.possible_from, m.possible_to, m.certain_from, m.certain_to
            from shown_stale as s cross join shown_memberships as m where m.group_key = s.group_id
            """,
    ];

    private readonly string groups;
    private readonly string values;
    private readonly string memberships;

    private CountedGroupsSql(string prefix)
    {
        groups = $"""
            select g.group_key, {string.Join(", ", OfGroups.Select(column => $"g.{column}"))}
            from json_each(@keys) as k cross join {prefix}_groups as g where g.group_key = k.value
            """;
        values = $"""
            select v.group_id as group_key, v.attribute, v.country, v.type, v.possible_from, v.possible_to, v.certain_from, v.certain_to
            from json_each(@keys) as k cross join {prefix}_group_values as v
            where v.group_id = k.value and v.attribute in ('country', 'type')
            """;
        memberships = $"""
            select m.group_key, m.network_id, m.source_id, m.possible_from, m.possible_to, m.certain_from, m.certain_to
            from json_each(@keys) as k cross join {prefix}_memberships as m where m.group_key = k.value
            """;
    }

    private abstract record DatedRow
    {
        public required string GroupKey { get; init; }
        public required string PossibleFrom { get; init; }
        public required string PossibleTo { get; init; }
        public required string CertainFrom { get; init; }
        public required string CertainTo { get; init; }

        public FactDays Days => new(Day(PossibleFrom), Day(PossibleTo), Day(CertainFrom), Day(CertainTo));

        private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private sealed record GroupRow : DatedRow
    {
        public required string Country { get; init; }
        public required string? Type { get; init; }
        public required string? Scope { get; init; }
    }

    private sealed record ValueRow : DatedRow
    {
        public required string Attribute { get; init; }
        public required string? Country { get; init; }
        public required string? Type { get; init; }
    }

    private sealed record MembershipRow : DatedRow
    {
        public required string NetworkId { get; init; }
        public required string SourceId { get; init; }
    }

    /// <summary>Those of the groups that are there.</summary>
    public async Task<IEnumerable<CountedGroup>> ReadAsync(IQuerySession session, IReadOnlyCollection<string> keys)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var asked = new { keys = JsonSerializer.Serialize(keys) };
        var rows = await session.QueryAsync<GroupRow>(groups, asked);
        if (rows.Count == 0)
        {
            return [];
        }

        var valuesOf = (await session.QueryAsync<ValueRow>(values, asked)).ToLookup(row => row.GroupKey);
        var membershipsOf = (await session.QueryAsync<MembershipRow>(memberships, asked)).ToLookup(row => row.GroupKey);
        return rows.Select(row =>
        {
            var former = valuesOf[row.GroupKey].ToLookup(value => value.Attribute);
            return new CountedGroup(
                row.Days,
                former["country"].Any()
                    ? [.. former["country"].Select(value => (value.Country!, value.Days))]
                    : [(row.Country, FactDays.Always)],
                former["type"].Any() ? [.. former["type"].Select(value => (value.Type, value.Days))] : [(row.Type, FactDays.Always)],
                row.Scope,
                [.. membershipsOf[row.GroupKey].Select(m => (m.NetworkId, m.SourceId, m.Days))]
            );
        });
    }
}
