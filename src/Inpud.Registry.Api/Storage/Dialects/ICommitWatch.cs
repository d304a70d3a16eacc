namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Says whether anything was committed to the database since an earlier look, by whichever connection of whichever process. It is asked for each request.</summary>
internal interface ICommitWatch
{
    /// <summary>How often the watch had to connect. The database can be another one since: one that was restored can have had as many commits.</summary>
    long Openings { get; }

    /// <summary>
    /// A number that differs from every earlier one where something was committed in between. Null where nobody can tell: the database was deleted, moved or replaced, or cannot be read.
    /// </summary>
    /// <param name="anew">
    /// True where the number may not be that of an earlier look. False lets a server's database give the number of a moment ago: a commit of this process, or one that the server told of, asks for
    /// another look.
    /// </param>
    ValueTask<long?> StampOrNullAsync(bool anew);
}
