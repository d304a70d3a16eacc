using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Answers about a day with what the dated attributes of groups were on it.</summary>
internal static class GroupValuesSql
{
    private sealed record ValueRow
    {
        public required string GroupId { get; init; }

        [Column("attribute")]
        public required string AttributeText { get; init; }
        public GroupAttribute Attribute => Kebab.Parse<GroupAttribute>(AttributeText);

        public required bool IsNow { get; init; }
        public required bool HeldByThen { get; init; }
        public required string? Country { get; init; }
        public required string? Subdivision { get; init; }
        public required string? Place { get; init; }
        public required string? Type { get; init; }
        public required bool? LedByPeopleWhoUseDrugs { get; init; }
        public required string? LeadershipBasis { get; init; }
    }

    private sealed record NameRow
    {
        public required string GroupId { get; init; }
        public required string Name { get; init; }
    }

    /// <summary>
    /// The groups as they were on the day. An attribute has the last value that certainly held by then, and its first value on an earlier day; a group has its former name on a day on which
    /// it certainly had it.
    /// </summary>
    /// <param name="read">The session.</param>
    /// <param name="groups">Rows of the views of public groups, which say whether a group was ever otherwise.</param>
    /// <param name="day">The day.</param>
    public static async Task<IReadOnlyList<GroupRow>> AsOfAsync(ReadSession read, IReadOnlyList<GroupRow> groups, string day)
    {
        var ids = groups.Where(group => group.WasOtherwise).Select(group => group.Id).ToList();
        if (ids.Count == 0)
        {
            return groups;
        }

        var asked = new { ids = JsonSerializer.Serialize(ids), day };
        var values = await read.QueryAsync<ValueRow>(
            """
            select v.*, v.certain_from <= @day and v.certain_from <= v.possible_to as held_by_then
            from json_each(@ids) as i cross join public_group_values as v where v.group_id = i.value order by v.group_id, v.possible_to
            """,
            asked
        );
        var names = await read.QueryAsync<NameRow>(
            """
            select n.group_id, n.name from json_each(@ids) as i cross join public_group_names as n
            where n.group_id = i.value and n.kind = 'former' and n.certain_from <= @day and @day < n.certain_to and n.certain_to <= registry_today()
            order by n.certain_to desc
            """,
            asked
        );
        var held = values
            .GroupBy(value => (value.GroupId, value.Attribute))
            .Select(of => of.LastOrDefault(value => value.HeldByThen) ?? of.First())
            .Where(value => !value.IsNow)
            .ToLookup(value => value.GroupId);
        var named = names.ToLookup(name => name.GroupId, name => name.Name);
        return
        [
            .. groups.Select(group =>
            {
                var then = held[group.Id].Aggregate(group, With);
                return named[group.Id].LastOrDefault() is { } name ? then with { Name = name } : then;
            }),
        ];
    }

    /// <summary>The condition that an attribute of the group <c>g</c> possibly, or certainly, has a value on the day: certainly where every value that it may have then fits.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="fits">The condition on the columns of a value or of the group, which has the alias that the function gets.</param>
    /// <param name="certain">Whether it has to be certain.</param>
    public static string Has(GroupAttribute attribute, Func<string, string> fits, bool certain)
    {
        var values = $"from public_group_values as v where v.group_id = g.id and v.attribute = '{Kebab.Text(attribute)}'";
        var other = certain ? $"and not exists (select 1 {values} and {AsOf.MayHold("v")} and not coalesce({fits("v")}, false))" : "";
        return $"""
            case
                when not exists (select 1 {values}) then {fits("g")}
                else exists (select 1 {values} and {AsOf.MayHold("v")} and {fits("v")}) {other}
            end
            """;
    }

    private static GroupRow With(GroupRow group, ValueRow value) =>
        value.Attribute switch
        {
            GroupAttribute.Country => group with { Country = value.Country! },
            GroupAttribute.Place => group with { Place = value.Place, Subdivision = value.Subdivision },
            GroupAttribute.Type => group with { TypeText = value.Type },
            _ => group with { LedByPeopleWhoUseDrugs = value.LedByPeopleWhoUseDrugs, LeadershipBasis = value.LeadershipBasis },
        };
}
