using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group that comes after another one shows that one, too, so that its keeper has a say.</summary>
internal static class AgreedSuccessions
{
    /// <summary>Throws where the body names a successor that others keep, and that the record does not name yet. A group that is unknown to the steward is left to the check of references.</summary>
    public static async Task RequireAsync(WriteSession write, Proposed<GroupInput, GroupRecord> proposed)
    {
        var scopes = proposed.Steward.Key.Scopes;
        var named = (proposed.Current?.Successors ?? []).Select(successor => successor.Successor).ToHashSet(StringComparer.Ordinal);
        // What the record names already stays as it is, also where its address leads to another group now.
        foreach (var successor in (proposed.Input.Successors ?? []).Where(successor => !named.Contains(successor.Successor)))
        {
            var id = await SlugLookup.GroupAsync(write, successor.Successor);
            if (
                !named.Contains(id)
                && !await RuleFactsSql.IsKeptGroupAsync(write, id, scopes)
                && await RuleFactsSql.FindGroupOrNullAsync(write, id, scopes) is not null
            )
            {
                throw new ProblemException(
                    ProblemKind.Forbidden,
                    $"Another network, or INPUD, keeps '{successor.Successor}', which would show your group as what came before it. INPUD's stewards record what two keepers agreed."
                );
            }
        }
    }
}
