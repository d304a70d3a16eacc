using System.Data.Common;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>What differs between databases. Everything else is one SQL text for all of them.</summary>
internal interface IDialect
{
    /// <summary>The folder of this dialect's migrations, and of those views that no other dialect understands.</summary>
    string Name { get; }

    /// <summary>A line that says which database this is, without anything secret.</summary>
    string Describe();

    /// <summary>Opens a connection on which reads see committed data alone.</summary>
    DbConnection OpenForReading();

    /// <summary>Opens a connection for the one writer.</summary>
    DbConnection OpenForWriting();

    /// <summary>Begins a transaction that reads one snapshot and never waits for a writer.</summary>
    DbTransaction BeginRead(DbConnection connection);

    /// <summary>Begins a transaction that holds the write lock from its start.</summary>
    DbTransaction BeginWrite(DbConnection connection);

    /// <summary>Looks at the database before anything is changed in it; throws where it is not one of the registry's.</summary>
    void Inspect();

    /// <summary>Sets what the database keeps for as long as it exists, once it is known to be the registry's.</summary>
    void PrepareForService();

    /// <summary>The query for the version of the schema, which is 0 for an empty database.</summary>
    string SchemaVersion { get; }

    /// <summary>The query for the names of all views.</summary>
    string ViewNames { get; }

    /// <summary>The statements that record the version of the schema, in the upgrade's transaction.</summary>
    string SetSchemaVersion(int version);

    /// <summary>What the database's error means, as a sentence that says what to do; null where it is none of the known ones.</summary>
    string? Explain(DbException error);

    /// <summary>True where a constraint of the schema refused a row: a rule, held once more by the database.</summary>
    bool IsBrokenConstraint(DbException error);

    /// <summary>The statement after which references are held when the write commits, and not row by row.</summary>
    string DeferReferences { get; }

    /// <summary>Full-text search over the public names.</summary>
    INameIndex Names { get; }

    /// <summary>What is wrong with the database's own structure and references, a sentence each.</summary>
    IReadOnlyList<string> Check(CancellationToken ct);

    /// <summary>Copies the database, as it is at one moment, into a new file, and checks the copy. Where it is stopped, the new file is not whole.</summary>
    void CopyTo(string file, IWork work, CancellationToken ct);

    /// <summary>Puts the copy in the place of the database's content: all of it, or nothing.</summary>
    void CopyFrom(string file, IWork work, CancellationToken ct);

    /// <summary>The copy as a database of its own.</summary>
    IDialect OfCopy(string file);

    /// <summary>Moves the database away as it is, so that another can stand in its place.</summary>
    void SetAside(string file);

    /// <summary>What the database is, seen from outside; null where there is none yet. It throws where what is there belongs to another program.</summary>
    DatabaseLook? Look();
}
