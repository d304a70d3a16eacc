namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>The exchange of a database for another one. From its beginning to its end nobody else writes, so that whoever looks at the database sees all that was ever confirmed.</summary>
internal interface IReplacement : IDisposable
{
    /// <summary>False where there is no database yet.</summary>
    bool IsSomethingThere { get; }

    /// <summary>Copies the database into a new file, with all that was confirmed. A damaged one is copied as it is.</summary>
    void Keep(string file, IWork work, CancellationToken ct);

    /// <summary>Puts the other database in its place: all of it, or nothing, even where the process is killed.</summary>
    /// <returns>True where a running service goes on with it; false where the service has to be restarted.</returns>
    bool Put(IWork work, CancellationToken ct);
}
