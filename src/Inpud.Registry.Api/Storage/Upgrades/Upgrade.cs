using System.Text.Json;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.Upgrades;

/// <summary>Upgrades a database to the schema of this program in one commit: the tables, the views, and the public history of what the views show. It never downgrades.</summary>
/// <remarks>
/// An upgrade changes what the registry says of its records. So the history records it like any other change, and mirrors get each public record that looks different. To migrate
/// the tables alone was rejected: the public history then lacks a new column until somebody happens to write the record.
/// </remarks>
internal sealed class Upgrade(SchemaFiles schema, PublicLog log)
{
    /// <summary>The first version whose chain of checksums is over hashes of contents.</summary>
    public const int ErasableSince = 16;

    /// <summary>The version of the tables whose migration empties the index of names last, because it is cut into other words since.</summary>
    private const int IndexSince = 26;

    /// <summary>The version of the tables that this program knows.</summary>
    public int Version => schema.Version;

    /// <summary>The SQL texts of the views.</summary>
    private IReadOnlyList<string> Views => schema.Views;

    /// <summary>Makes the database where there is none, and upgrades one that is older or has other views.</summary>
    public async Task RunAsync(Database database, IWork work, CancellationToken ct)
    {
        database.Dialect.Inspect();
        database.Form = null;
        await using (var write = await database.WriteWhenFreeAsync(ct))
        {
            var version = await VersionAsync(database, write);
            if (!await IsCurrentAsync(version, write))
            {
                work.Begin("Upgrading the database");
                await MakeAsync(database, write, version, ct);
                var altered = version < ErasableSince ? await ChangesSql.ChainAnewAsync(write, ct) : null;
                await Epoch.FollowAsync(write, database.Dialect);
                await CommitAsync(write, version, altered, work, ct);
            }
            else if (await Epoch.FollowAsync(write, database.Dialect))
            {
                await write.CommitBookkeepingAsync(ct);
            }
        }

        database.Form = Form();
        database.Dialect.PrepareForService();
    }

    /// <summary>Says why this program cannot use the database as it is, and which command mends it; null where it can. It writes nothing.</summary>
    /// <exception cref="StorageException">There is no database, or it belongs to another program or to a newer version.</exception>
    public async Task<string?> WhyNotCurrentOrNullAsync(Database database)
    {
        if (database.Dialect.Look() is null)
        {
            throw new StorageException(
                $"There is no database {database.Dialect.Describe()} yet. 'seed' makes one with the shipped data, as the first 'serve' does."
            );
        }

        database.Dialect.Inspect();
        await using var read = await database.ReadAsync();
        var version = await VersionAsync(database, read);
        return await IsCurrentAsync(version, read)
            ? null
            : $"The database {database.Dialect.Describe()} has schema {version}{(version == Version ? " with the views of another version" : "")}; this program works with schema {Version}. Copy it with 'backup', then upgrade it with 'migrate'. Nothing was changed.";
    }

    private async Task<int> VersionAsync(Database database, IQuerySession session)
    {
        var version = (await session.QueryAsync<int>(database.Dialect.SchemaVersion))[0];
        return version <= Version
            ? version
            : throw new StorageException(
                $"The database {database.Dialect.Describe()} was made by a newer version of this program (schema {version}; this one knows {Version}). Install that version, or restore an older backup."
            );
    }

    private async Task<bool> IsCurrentAsync(int version, IQuerySession session) =>
        version == Version && await session.FindOrNullAsync<string>("select checksum from public_form") == Form();

    private async Task MakeAsync(Database database, WriteSession write, int version, CancellationToken ct)
    {
        foreach (var migration in schema.Migrations.Where(migration => migration.Version > version))
        {
            ct.ThrowIfCancellationRequested();
            // A view can block a migration: a column that a view reads cannot be renamed.
            await DropViewsAsync(database, write);
            await write.ExecuteAsync(migration.Sql);
        }

        await write.ExecuteAsync(database.Dialect.SetSchemaVersion(Version));
        await DropViewsAsync(database, write);
        foreach (var view in Views)
        {
            await write.ExecuteAsync(view);
        }

        await ShownCounts.BuildAsync(write, ct);
        await write.ExecuteAsync("delete from public_form");
        await write.ExecuteAsync("insert into public_form (checksum) values (@form)", new { form = Form() });
    }

    /// <summary>Drops every view, and the tables that keep what views show. All views belong to the program, even those that no file makes any more.</summary>
    private static async Task DropViewsAsync(Database database, WriteSession write)
    {
        foreach (var drop in await write.QueryAsync<string>(database.Dialect.DropsOfViews))
        {
            await write.ExecuteAsync(drop);
        }
    }

    private async Task CommitAsync(WriteSession write, int version, long? altered, IWork work, CancellationToken ct)
    {
        if ((await write.QueryAsync<int>("select 1 from changes limit 1")).Count == 0)
        {
            // A new database has no record that could have looked different before.
            await write.CommitBookkeepingAsync(ct);
            return;
        }

        work.Begin("Bringing the public history up to date");
        var noted = await log.NoteAllAsync(write, indexesAnew: version < IndexSince, ct);
        await write.RecordAsync(
            new Change(
                write.Now,
                "registry",
                "upgrade",
                "registry",
                "inpud",
                JsonSerializer.Serialize(new { schema = version }),
                JsonSerializer.Serialize(new { schema = Version }),
                $"A new version of the program upgraded the database {(version == Version ? $"(schema {version}, with other views)" : $"from schema {version} to {Version}")}. Public records that are shown otherwise by it: {noted}.{(altered is null ? "" : $" The history had been altered at or before its entry {altered}.")}"
            )
        );
        await write.CommitAsync(ct);
    }

    private string Form() => PublicForm.ChecksumWith(Views);
}
