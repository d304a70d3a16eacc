using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Asks in SQL for the values that dated attributes of groups had.</summary>
internal static class GroupValuesSql
{
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
                when not g.was_otherwise then {fits("g")}
                when not exists (select 1 {values}) then {fits("g")}
                else exists (select 1 {values} and {AsOf.MayHold("v")} and {fits("v")}) {other}
            end
            """;
    }
}
