using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Registry;

namespace Inpud.Registry.Api.Storage.Rules;

/// <summary>Checks the whole registry against the membership rules, piece by piece, so that memory does not grow with the registry.</summary>
internal static class WholeRegistry
{
    /// <summary>The broken rules; empty where the registry keeps all of them.</summary>
    public static async Task<IReadOnlyList<BrokenRule>> BrokenRulesAsync(WriteSession write, CancellationToken ct = default)
    {
        var broken = new List<BrokenRule>();
        await foreach (var piece in RegistryStateSql.PiecesAsync(write))
        {
            ct.ThrowIfCancellationRequested();
            broken.AddRange(RegistryCheck.BrokenRules(piece));
        }

        return broken;
    }
}
