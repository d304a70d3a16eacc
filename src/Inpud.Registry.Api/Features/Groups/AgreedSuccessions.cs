using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group that comes after another one shows that one, too, so that its keeper has a say.</summary>
internal static class AgreedSuccessions
{
    /// <summary>Throws where the body names a successor that others keep, and that the record does not have yet as it is. A group that is unknown to the steward is left to the check of references.</summary>
    public static async Task RequireAsync(WriteSession write, Proposed<GroupInput, GroupRecord> proposed)
    {
        var scopes = proposed.Steward.Key.Scopes;
        var named = (proposed.Current?.Successors ?? [])
            .Select(had => (had.Successor, had.Kind, had.Date?.Text, had.Citation.Source, had.Citation.Locator, had.Citation.Note))
            .ToHashSet();
        foreach (var successor in proposed.Input.Successors ?? [])
        {
            // What the record has stays, also where its address leads to another group now.
            if (IsThere(successor, successor.Successor))
            {
                continue;
            }

            var id = await SlugLookup.GroupAsync(write, successor.Successor);
            if (
                !IsThere(successor, id)
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

        bool IsThere(SuccessorInput has, string id) => named.Contains((id, has.Kind, has.Date, has.Source, has.Locator, has.Note));
    }
}
