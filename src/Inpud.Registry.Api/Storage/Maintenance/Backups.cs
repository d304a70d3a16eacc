using System.Globalization;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Copies of the whole database, and the way back from one. Where either is stopped, it is as if it had not begun.</summary>
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

        // Under another name until it is whole: a copy that broke off is not taken for one.
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

    /// <summary>Puts a copy in the place of the database, once it is verified, and gives the file that keeps what was there; null where nothing was.</summary>
    /// <param name="file">The copy. It stays as it is.</param>
    /// <param name="overNewer">Whether the registry's changes since the copy may be lost.</param>
    /// <param name="withProblems">Whether the copy is taken although it breaks what a registry promises of itself.</param>
    /// <param name="work">Hears how far it is.</param>
    /// <param name="ct">Stops it.</param>
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

    /// <summary>Puts what is prepared in the place of the database, and gives the file that keeps what was there.</summary>
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

    /// <summary>What is damaged can neither be copied nor copied over: it is kept as it is.</summary>
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

    /// <summary>Makes of the copy, in another file, what is to stand in the place of the database, and verifies it.</summary>
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

    /// <summary>The file, and those that the database keeps beside it while it is open.</summary>
    private static void Delete(string file)
    {
        foreach (var part in new[] { "", "-wal", "-shm", "-journal" })
        {
            File.Delete(file + part);
        }
    }
}
