namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Says whether anything was committed to the database since an earlier look, by whichever connection of whichever process. It is asked for each request.</summary>
internal interface ICommitWatch
{
    /// <summary>
    /// A number that differs from every earlier one where something was committed in between. Null where nobody can tell: the database was deleted, moved or replaced, or cannot be read.
    /// </summary>
    long? StampOrNull();
}
