namespace Inpud.Registry.Api.Http.Answers;

/// <summary>The time of the registry, from one restore to the next, in which a request is answered.</summary>
/// <param name="Name">Its name, which cursors and ETags carry.</param>
/// <param name="IsFirst">True where the registry was never restored: then it goes on with the cursors of an earlier version, which have no name.</param>
internal sealed record AnswerEpoch(string Name, bool IsFirst)
{
    public bool Takes(string? name) => name == Name || (name is null && IsFirst);
}
