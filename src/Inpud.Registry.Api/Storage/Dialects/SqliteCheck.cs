using Microsoft.Data.Sqlite;
using SQLitePCL;
using static Inpud.Registry.Api.Storage.Dialects.SqliteStatements;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Looks at an SQLite file before the registry uses it, and checks whether it is sound.</summary>
/// <param name="file">The file.</param>
/// <param name="applicationId">What it is: <see cref="RegistryId"/> or <see cref="ReadsId"/>.</param>
/// <param name="opener">Opens it.</param>
/// <param name="errors">The sentences about it.</param>
/// <param name="cleanStop">How its last process left it; null for copies and for the notes of reads.</param>
internal sealed class SqliteCheck(string file, int applicationId, SqliteOpener opener, SqliteErrors errors, CleanStop? cleanStop)
{
    /// <summary>"INPD" as a number. It distinguishes a registry's file from other SQLite files.</summary>
    public const int RegistryId = 0x494E5044;

    /// <summary>"INPR" as a number: the notes of reads. Neither file is taken for the other.</summary>
    public const int ReadsId = 0x494E5052;

    /// <summary>Makes the file where there is none; throws where it is not what it should be.</summary>
    public void Inspect()
    {
        if (!File.Exists(file))
        {
            SqliteFile.MakeFolderOf(file);
            SqliteFile.Create(file);
            return;
        }

        if (applicationId == ReadsId)
        {
            InspectReads();
            return;
        }

        if (new FileInfo(file).Length == 0)
        {
            // No start leaves one, since a new database has another name until it is whole. SQLite would treat an empty file as a new database, and the program would silently replace a lost registry with the shipped data.
            throw new StorageException(
                $"The database {file} is an empty file. Restore it from a backup, or delete it to start with the shipped data."
            );
        }

        var isSound = cleanStop?.IsSound() is true;
        // The file is opened read-only, so that the file of another program does not change by a byte.
        var readOnly = new SqliteConnectionStringBuilder(opener.ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        using var opened = new SqliteConnection(readOnly.ConnectionString);
        opened.Open();
        var id = Scalar(opened, "pragma application_id");
        var isEmpty = Scalar(opened, "select count(*) from sqlite_master") == 0;
        if (id != RegistryId && !isEmpty)
        {
            throw new StorageException(
                $"The database {file} belongs to another program. Name another file in Registry:Database, such as 'Data Source=data/registry.db'."
            );
        }

        if (!isSound && Texts(opened, "pragma quick_check(1)") is not ["ok"])
        {
            throw new StorageException(errors.Damaged);
        }

        cleanStop?.NoteSound();
    }

    /// <summary>Checks the whole file, and returns a sentence for each mistake.</summary>
    public IReadOnlyList<string> Problems(CancellationToken ct)
    {
        using var opened = opener.OpenAloneForReading();
        // The check is one statement that can take minutes: only the database itself can interrupt it.
        using var stop = ct.Register(() => raw.sqlite3_interrupt(opened.Handle));
        ct.ThrowIfCancellationRequested();
        try
        {
            return
            [
                .. Texts(opened, "pragma integrity_check").Where(line => line != "ok").Select(line => $"The file is damaged: {line}"),
                .. Texts(
                    opened,
                    "select distinct \"table\" || ' has a row that names a ' || parent || ' that is not there.' from pragma_foreign_key_check"
                ),
            ];
        }
        catch (SqliteException e) when (SqliteErrors.IsInterrupted(e))
        {
            throw new OperationCanceledException(e.Message, e, ct);
        }
        catch (SqliteException e) when (SqliteErrors.IsDamage(e))
        {
            return [$"The file is damaged: {e.Message}"];
        }
    }

    /// <summary>The version of the schema and the latest change; null where there is no file. It throws where the file belongs to another program.</summary>
    public DatabaseLook? LookOrNull()
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var opened = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
            if (Scalar(opened, "pragma application_id") == RegistryId)
            {
                return new DatabaseLook(
                    Scalar(opened, "pragma user_version"),
                    // Upgrades and restores do not count: a restore loses nothing of them, since it upgrades the copy, too, and hides in it what the present registry hides.
                    Texts(
                        opened,
                        """
                        select coalesce(
                            (
                                select at from changes
                                where
                                    action not in ('upgrade', 'restore')
                                    and coalesce(cause, 0) not in (select id from changes where action = 'restore')
                                order by id desc limit 1
                            ),
                            ''
                        )
                        """
                    )[0]
                );
            }

            return Scalar(opened, "select count(*) from sqlite_master") == 0
                ? new DatabaseLook(0, LatestChange: null)
                : throw new StorageException($"{file} belongs to another program.");
        }
        catch (SqliteException e) when (SqliteErrors.IsDamage(e))
        {
            return new DatabaseLook(0, LatestChange: null);
        }
    }

    /// <summary>
    /// An empty file is a new one here: a process that is killed, or a full disk, leaves one before the first note. The structure is not checked: that takes long in a large file, in the first
    /// request of a steward, and a damaged page shows with the note that needs it.
    /// </summary>
    private void InspectReads()
    {
        using var opened = SqliteFile.Open(file, SqliteOpenMode.ReadOnly);
        if (Scalar(opened, "pragma application_id") != ReadsId && Scalar(opened, "select count(*) from sqlite_master") > 0)
        {
            throw new StorageException($"The file {file} belongs to another program. Move it away: the notes of reads belong there.");
        }
    }
}
