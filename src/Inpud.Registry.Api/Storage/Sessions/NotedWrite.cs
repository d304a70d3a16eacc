using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>What a write changed, as far as it is groups alone. It is noted before the write commits.</summary>
/// <param name="First">The number of its first entry of the history.</param>
/// <param name="Last">The number of its last entry.</param>
/// <param name="PublicEntries">How many entries of the public history it wrote.</param>
/// <param name="Groups">The ids of the groups that it touched, and of those that came before or after one of them. Null where it touched something else, or too many to say.</param>
internal sealed record NotedWrite(long First, long Last, long PublicEntries, IReadOnlySet<string>? Groups)
{
    /// <summary>The kinds of records whose facts hang on one group, and are shown with it.</summary>
    private static readonly string[] OfGroups = ["groups", "memberships", "consents"];

    private static readonly string[] Actions = ["create", "change"];

    private readonly TaskCompletionSource<bool> end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it was committed. It ends with the commit, which others may see a moment before.</summary>
    public Task<bool> HasCommitted => end.Task;

    /// <summary>Says how the write has ended.</summary>
    public void End(bool isCommitted) => end.TrySetResult(isCommitted);

    /// <summary>Whether a change changes what is shown of single groups alone. A record that goes can take others with it.</summary>
    public static bool IsOfGroup(Change change) =>
        OfGroups.Contains(change.Resource, StringComparer.Ordinal) && Actions.Contains(change.Action, StringComparer.Ordinal);
}
