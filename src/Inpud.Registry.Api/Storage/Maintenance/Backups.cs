using System.Globalization;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Copies the whole database, and restores it from a copy. Where somebody stops either, everything stays as it was.</summary>
internal sealed class Backups(IDialect dialect, Upgrade upgrade, PublicLog log, TimeProvider clock)
{
    private const string NotYetWhole = ".partial";

    /// <summary>Copies the database into a new file while it is in use.</summary>
    public void Make(string file, IWork work, CancellationToken ct)
    {
        if (dialect.Look() is null)
        {
            throw new StorageException($"There is no database {dialect.Describe()} yet.");
        }

        if (File.Exists(file))
        {
            throw new StorageException($"The file {file} exists. Name another, or move it away.");
        }

        var folder = Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder))
        {
            throw new StorageException($"There is no folder {folder}. Make it first.");
        }

        // The file has another name until it is whole, so that nobody takes an interrupted copy for a whole one.
        var partial = file + NotYetWhole;
        Delete(partial);
        try
        {
            dialect.CopyTo(partial, work, ct);
            File.Move(partial, file);
        }
        finally
        {
            Delete(partial);
        }
    }

    /// <summary>Verifies a copy and replaces the database with it. Returns the file that keeps the former database; null where there was none.</summary>
    /// <param name="file">The copy. It stays as it is.</param>
    /// <param name="overNewer">Whether the registry's changes since the copy may be lost.</param>
    /// <param name="withProblems">Whether the restore accepts a copy in which the verification finds problems.</param>
    /// <param name="work">Gets the progress.</param>
    /// <param name="ct">Stops the restore.</param>
    public async Task<string?> RestoreAsync(string file, bool overNewer, bool withProblems, IWork work, CancellationToken ct)
    {
        var copy = LookAt(file);
        var present = dialect.Look();
        if (!overNewer && present is not null)
        {
            RefuseWhereNewer(present, copy);
        }

        var staged = dialect.Describe() + ".restoring";
        Delete(staged);
        try
        {
            await PrepareAsync(file, staged, withProblems, work, ct);
            return Replace(staged, present is not null, work, ct);
        }
        finally
        {
            Delete(staged);
        }
    }

    private DatabaseLook LookAt(string file)
    {
        var look = dialect.OfCopy(file).Look() ?? throw new StorageException($"There is no file {file}.");
        if (look.LatestChange is null)
        {
            throw new StorageException($"{file} is no copy of a registry, or is damaged. Take another one.");
        }

        return look.SchemaVersion <= upgrade.Version
            ? look
            : throw new StorageException(
                $"The copy {file} was made by a newer version of this program (schema {look.SchemaVersion}; this one knows {upgrade.Version}). Install that version."
            );
    }

    private void RefuseWhereNewer(DatabaseLook present, DatabaseLook copy)
    {
        if (present.LatestChange is null)
        {
            throw new StorageException(
                $"The database {dialect.Describe()} is damaged, and cannot say whether it has changes that the copy lacks. Say --over-newer to put the copy in its place; the damaged file is kept."
            );
        }

        if (string.CompareOrdinal(present.LatestChange, copy.LatestChange) > 0)
        {
            throw new StorageException(
                $"The registry has changes up to {present.LatestChange}, the copy up to {copy.LatestChange}: they would be lost. Say --over-newer if that is meant."
            );
        }
    }

    /// <summary>Replaces the database with the prepared copy. Returns the file that keeps the former database; null where there was none.</summary>
    private string? Replace(string staged, bool isSomethingThere, IWork work, CancellationToken ct)
    {
        if (!isSomethingThere)
        {
            dialect.CopyFrom(staged, work, ct);
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        var kept = $"{dialect.Describe()}.before-{now}";
        work.Begin("Checking what is there");
        if (dialect.Check(ct).Count == 0)
        {
            ReplaceSound(staged, kept, work, ct);
        }
        else
        {
            ReplaceDamaged(staged, kept, work, ct);
        }

        return kept;
    }

    private void ReplaceSound(string staged, string kept, IWork work, CancellationToken ct)
    {
        Make(kept, work, ct);
        try
        {
            dialect.CopyFrom(staged, work, ct);
        }
        catch (OperationCanceledException)
        {
            Delete(kept);
            throw;
        }
    }

    /// <summary>Moves the damaged database aside as it is, since it can neither be copied nor overwritten.</summary>
    private void ReplaceDamaged(string staged, string kept, IWork work, CancellationToken ct)
    {
        dialect.SetAside(kept);
        try
        {
            dialect.CopyFrom(staged, work, ct);
        }
        catch
        {
            Delete(dialect.Describe());
            dialect.OfCopy(kept).SetAside(dialect.Describe());
            throw;
        }
    }

    /// <summary>Copies the copy into another file, upgrades that file and verifies it. This file can then replace the database.</summary>
    private async Task PrepareAsync(string file, string staged, bool withProblems, IWork work, CancellationToken ct)
    {
        var copy = dialect.OfCopy(file);
        work.Begin("Checking the copy");
        if (copy.Check(ct) is [var damage, ..])
        {
            throw new StorageException($"The copy {file} is damaged. Take another one. {damage}");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(staged)!);
        copy.CopyTo(staged, work, ct);
        var prepared = dialect.OfCopy(staged);
        using var database = new Database(prepared, clock, TimeSpan.Zero);
        await upgrade.RunAsync(database, work, ct);
        await new PublicDay(database, log, clock).SettleAsync(ct);
        var problems = await new Verification(database, upgrade, log).ProblemsAsync(work, ct);
        if (problems.Count > 0 && !withProblems)
        {
            throw new StorageException(
                $"The copy {file} has {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}. Take another one, or say --with-problems if this one is meant. The first: {problems[0]}"
            );
        }
    }

    /// <summary>Deletes the file, and the files that the database keeps beside it while it is open.</summary>
    private static void Delete(string file)
    {
        foreach (var part in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(file + part);
        }
    }
}
