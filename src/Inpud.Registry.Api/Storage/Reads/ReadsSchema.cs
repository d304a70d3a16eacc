using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Reads;

/// <summary>The tables of the file of notes, which has versions of its own.</summary>
internal static class ReadsSchema
{
    /// <summary>The steps from an empty file to this version. One that was released never changes; a new one goes to the end.</summary>
    /// <remarks>
    /// A note holds ids, and no name of a group or a person. Its own id is random: a number would tell a keeper how much others read. The reads of one key in one minute are one row, with their count.
    /// </remarks>
    private static IReadOnlyList<string> Steps(IDialect dialect) =>
        [
            $"""
                create table reads (
                    id text not null primary key,
                    resource text not null,
                    record_id text not null,
                    operation text not null,
                    key_id text not null,
                    reader text not null,
                    scopes text not null,
                    minute text not null,
                    at text not null,
                    latest text not null,
                    times integer not null check (times > 0),
                    unique (resource, record_id, minute, key_id, operation)
                ) {dialect.TypedTable};
                create index reads_by_age on reads (latest);
                """,
        ];

    /// <summary>Makes the tables, or brings them up to this version.</summary>
    /// <exception cref="StorageException">A newer version of the program made the file.</exception>
    public static async Task UpgradeAsync(IDialect dialect, WriteSession write, CancellationToken ct)
    {
        var version = (await write.QueryAsync<int>(dialect.SchemaVersion))[0];
        var steps = Steps(dialect);
        if (version > steps.Count)
        {
            throw new StorageException(
                $"The notes of reads {dialect.Describe()} were made by a newer version of this program. Install that version."
            );
        }

        if (version == steps.Count)
        {
            return;
        }

        foreach (var step in steps.Skip(version))
        {
            await write.ExecuteAsync(step);
        }

        await write.ExecuteAsync(dialect.SetSchemaVersion(steps.Count));
        await write.CommitAsIsAsync(ct);
    }
}
