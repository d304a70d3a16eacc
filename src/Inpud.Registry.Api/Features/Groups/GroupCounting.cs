using Inpud.Registry.Api.Storage.Counts;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Coverage;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Counts the groups of a list from the counts that writes keep.</summary>
internal static class GroupCounting
{
    /// <summary>The counts; null where none are kept of such a filter: one with a text, with two places, or with two of network, type and scope.</summary>
    public static async Task<RowCounts?> KeptOrNullAsync(ReadSession read, GroupFilter filter)
    {
        if (
            filter.Found is not null
            || filter
                is { Country: not null, Region: not null }
                    or { Type: not null, Scope: not null }
                    or { Network: not null, Type: not null }
                    or { Network: not null, Scope: not null }
        )
        {
            return null;
        }

        var facet =
            filter.Type is { } type ? CountKey.OfType(type)
            : filter.Scope is { } scope ? CountKey.OfScope(scope)
            : CountKey.AnyKind;
        var place = filter.Country ?? filter.Region ?? CountKey.Anywhere;
        if (filter.Network is null)
        {
            return Of(await GroupCounts.OfAllAsync(read, filter.Day, facet, place));
        }

        var networks = await GroupCounts.NetworksAsync(read, filter.Day, filter.IsOfOneNetwork ? filter.Network : null, filter.Standing);
        return Of(await GroupCounts.OfMembersAsync(read, filter.Day, place, networks));
    }

    private static RowCounts Of(Count count) => new() { Certain = count.Certain, Possible = count.Possible };
}
