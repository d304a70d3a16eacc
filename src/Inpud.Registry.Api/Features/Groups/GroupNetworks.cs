using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The networks of which groups may have been members, and on which days.</summary>
internal sealed class GroupNetworks
{
    private sealed record Row
    {
        public required string GroupId { get; init; }
        public required string NetworkId { get; init; }
        public required DateOnly PossibleFrom { get; init; }
        public required DateOnly PossibleTo { get; init; }

        public bool MayHoldOn(DateOnly day) => PossibleFrom <= day && day <= PossibleTo;
    }

    private readonly ILookup<string, Row> memberships;

    private GroupNetworks(IEnumerable<Row> rows) => memberships = rows.ToLookup(row => row.GroupId, StringComparer.Ordinal);

    /// <summary>Reads the public memberships of the groups, those of other days, too. An index has all that it reads.</summary>
    public static async Task<GroupNetworks> ReadAsync(ReadSession read, IEnumerable<GroupRow> groups) =>
        new(
            await read.QueryAsync<Row>(
                "select m.group_id, m.network_id, m.possible_from, m.possible_to from json_each(@ids) as i cross join public_memberships as m where m.group_id = i.value order by m.network_id",
                new { ids = JsonSerializer.Serialize(groups.Select(group => group.Id)) }
            )
        );

    /// <summary>The networks of which the group is certainly or possibly a member as of a day.</summary>
    public IEnumerable<string> Of(GroupRow group, DateOnly day) =>
        memberships[group.Id].Where(membership => membership.MayHoldOn(day)).Select(membership => membership.NetworkId).Distinct();

    /// <summary>The days from which the networks of the group are perhaps others than on the day before.</summary>
    public IEnumerable<DateOnly> TurnsOf(GroupRow group) =>
        memberships[group.Id]
            .SelectMany(membership =>
                membership.PossibleTo == DateOnly.MaxValue
                    ? [membership.PossibleFrom]
                    : new[] { membership.PossibleFrom, membership.PossibleTo.AddDays(1) }
            );
}
