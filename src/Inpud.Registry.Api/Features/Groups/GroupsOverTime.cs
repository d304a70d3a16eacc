using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>What the dated attributes of groups were, and are: country, place, type, leadership and name.</summary>
internal sealed class GroupsOverTime
{
    private sealed record ValueRow
    {
        public required string GroupId { get; init; }

        [Column("attribute")]
        public required string AttributeText { get; init; }
        public GroupAttribute Attribute => Kebab.Parse<GroupAttribute>(AttributeText);

        public required bool IsNow { get; init; }
        public required DateOnly CertainFrom { get; init; }
        public required DateOnly PossibleTo { get; init; }
        public required string? Country { get; init; }
        public required string? Subdivision { get; init; }
        public required string? Place { get; init; }
        public required string? Type { get; init; }
        public required bool? LedByPeopleWhoUseDrugs { get; init; }
        public required string? LeadershipBasis { get; init; }

        public bool CertainlyHeldBy(DateOnly day) => CertainFrom <= day && CertainFrom <= PossibleTo;
    }

    private sealed record NameRow
    {
        public required string GroupId { get; init; }
        public required string Name { get; init; }
        public required DateOnly CertainFrom { get; init; }
        public required DateOnly CertainTo { get; init; }

        public bool WasCertainlyThatOf(DateOnly day) => CertainFrom <= day && day < CertainTo;
    }

    private readonly ILookup<string, ValueRow> values;
    private readonly ILookup<string, NameRow> names;

    private GroupsOverTime(IEnumerable<ValueRow> values, IEnumerable<NameRow> names)
    {
        this.values = values.ToLookup(value => value.GroupId, StringComparer.Ordinal);
        this.names = names.ToLookup(name => name.GroupId, StringComparer.Ordinal);
    }

    /// <param name="read">The session.</param>
    /// <param name="groups">Rows of the views of public groups, which say whether a group was ever otherwise. Of the others, nothing is asked.</param>
    public static async Task<GroupsOverTime> ReadAsync(ReadSession read, IEnumerable<GroupRow> groups)
    {
        var were = groups.Where(group => group.WasOtherwise).Select(group => group.Id).ToList();
        if (were.Count == 0)
        {
            return new GroupsOverTime([], []);
        }

        var asked = new { ids = JsonSerializer.Serialize(were) };
        return new GroupsOverTime(
            await read.QueryAsync<ValueRow>(
                "select v.* from json_each(@ids) as i cross join public_group_values as v where v.group_id = i.value order by v.group_id, v.possible_to",
                asked
            ),
            await read.QueryAsync<NameRow>(
                """
                select n.group_id, n.name, n.certain_from, n.certain_to from json_each(@ids) as i cross join public_group_names as n
                where n.group_id = i.value and n.kind = 'former' and n.certain_to <= registry_today()
                order by n.certain_to desc
                """,
                asked
            )
        );
    }

    /// <summary>
    /// The group as it was on the day. An attribute has the last value that certainly held by then, and its first value on an earlier day; the group has its former name on a day on which
    /// it certainly had it.
    /// </summary>
    public GroupRow Of(GroupRow group, DateOnly day)
    {
        var then = values[group.Id]
            .GroupBy(value => value.Attribute)
            .Select(of => of.LastOrDefault(value => value.CertainlyHeldBy(day)) ?? of.First())
            .Where(value => !value.IsNow)
            .Aggregate(group, With);
        return names[group.Id].LastOrDefault(name => name.WasCertainlyThatOf(day)) is { } former ? then with { Name = former.Name } : then;
    }

    /// <summary>The days from which the group is perhaps otherwise than on the day before.</summary>
    public IEnumerable<DateOnly> TurnsOf(GroupRow group) =>
        values[group.Id]
            .Select(value => value.CertainFrom)
            .Concat(names[group.Id].SelectMany(name => new[] { name.CertainFrom, name.CertainTo }));

    private static GroupRow With(GroupRow group, ValueRow value) =>
        value.Attribute switch
        {
            GroupAttribute.Country => group with { Country = value.Country! },
            GroupAttribute.Place => group with { Place = value.Place, Subdivision = value.Subdivision },
            GroupAttribute.Type => group with { TypeText = value.Type },
            _ => group with { LedByPeopleWhoUseDrugs = value.LedByPeopleWhoUseDrugs, LeadershipBasis = value.LeadershipBasis },
        };
}
