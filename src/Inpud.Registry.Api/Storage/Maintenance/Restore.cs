using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Files;
using Inpud.Registry.Api.Storage.Hiding;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;
using Inpud.Registry.Domain.Provenance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Replaces the database with a copy. Where somebody stops it, everything stays as it was.</summary>
/// <remarks>
/// All that takes long happens before the write lock is taken: the copy is checked, upgraded and verified. Under the lock, the present database is looked at, kept and replaced, so that
/// each write that the service confirmed is in the file that is kept or in the restored database. What was hidden in the present one is hidden in the copy first.
/// </remarks>
internal sealed class Restore(IDialect dialect, Upgrade upgrade, PublicLog log, TimeProvider clock)
{
    /// <param name="file">The copy. It stays as it is.</param>
    /// <param name="order">What the restore may do.</param>
    /// <param name="work">Gets the progress.</param>
    /// <param name="ct">Stops the restore.</param>
    public async Task<Restored> RunAsync(string file, RestoreOrder order, IWork work, CancellationToken ct)
    {
        var copy = LookAt(file);
        await RefuseEarlyWhereNewerAsync(file, copy, order);
        var folder = Path.GetDirectoryName(dialect.Describe())!;
        Directory.CreateDirectory(folder);
        Unfinished.RemoveDead(folder);
        using var staged = Unfinished.Restoring(dialect.Describe());
        await PrepareAsync(file, staged.Path, order.WithProblems, work, ct);
        using var replacement = dialect.BeginReplacement(staged.Path, ct);
        // The first look came before the lock: the service may have written since.
        await RefuseWhereNewerAsync(order, file, staged.Path);
        return await ReplaceAsync(replacement, staged.Path, copy, order, work, ct);
    }

    private async Task<Restored> ReplaceAsync(
        IReplacement replacement,
        string staged,
        DatabaseLook copy,
        RestoreOrder order,
        IWork work,
        CancellationToken ct
    )
    {
        var kept = replacement.IsSomethingThere ? Keep(replacement, work, ct) : null;
        try
        {
            work.Begin("Hiding what was hidden since");
            var (compared, hidden) = await HideAsync(staged, kept is not null, copy.LatestChange!, order.Unknowns, ct);
            var goesOn = replacement.Put(work, ct);
            return new Restored(kept, compared, copy.LatestChange!, !goesOn, hidden);
        }
        catch (Exception e) when (kept is not null && e is OperationCanceledException or StorageException or DbException)
        {
            // Nothing was replaced, so the kept file would only be another copy.
            File.Delete(kept!);
            File.Delete(kept + "-wal");
            throw;
        }
    }

    private string Keep(IReplacement replacement, IWork work, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        var kept = $"{dialect.Describe()}.before-{now}";
        while (File.Exists(kept))
        {
            // A kept file is never replaced.
            kept += "-2";
        }

        using var partial = Unfinished.Partial(kept);
        replacement.Keep(partial.Path, work, ct);
        if (File.Exists(partial.Path + "-wal"))
        {
            File.Move(partial.Path + "-wal", kept + "-wal");
        }

        File.Move(partial.Path, kept);
        return kept;
    }

    /// <summary>Hides in the prepared copy what the present database hides, notes the restore in its history, and begins a new epoch.</summary>
    private async Task<(bool Compared, IReadOnlyList<HiddenAgain> Hidden)> HideAsync(
        string staged,
        bool isSomethingThere,
        string copyOf,
        Unknowns unknowns,
        CancellationToken ct
    )
    {
        using var database = new Database(dialect.OfCopy(staged), clock, TimeSpan.Zero);
        await using var write = await database.WriteAsync(ct);
        var present = isSomethingThere ? await PresentOrNullAsync(write, unknowns) : null;
        var (hiding, closing, leading) = (new HideAgain(log, write), new CloseAgain(write), new LeadAgain(log, write));
        await write.RecordCauseAsync(ChangeOf(write, copyOf));
        if (present is not null)
        {
            await hiding.EraseAsync(present.Erased);
            await hiding.AsInAsync(present, ct);
            await closing.AsInAsync(present, ct);
            await leading.AsInAsync(present, ct);
        }
        else if (unknowns == Unknowns.Hidden)
        {
            await hiding.EverythingAsync(ct);
            await closing.EveryOfferAsync();
        }

        await Epoch.BeginAsync(write);
        // The cause alone is a whole change: a restore that hides nothing is one, too.
        await write.CommitBookkeepingAsync(ct);
        return (present is not null, [.. hiding.Hidden, .. closing.Closed, .. leading.Merged]);
    }

    /// <summary>What the present database shows and hides; null where it cannot tell.</summary>
    private async Task<Shown?> PresentOrNullAsync(WriteSession copy, Unknowns unknowns)
    {
        try
        {
            using var database = new Database(dialect, clock, TimeSpan.Zero);
            await using var read = await database.ReadAsync();
            return await Shown.ReadAsync(read, copy);
        }
        catch (DbException e)
        {
            return unknowns != Unknowns.Refused
                ? null
                : throw new StorageException(
                    $"The database {dialect.Describe()} cannot be read, so that nobody can tell which groups were hidden and which keys were revoked since the copy was made ({e.Message}). Say --hide-all to restore with every group and count private, every person withheld and every key revoked, or --show-as-copied if the copy may be shown as it is. Nothing was changed.",
                    e
                );
        }
    }

    /// <summary>
    /// Tells the upgrade of an earlier copy which ids the present database has given to its records. Without that, the records would get other ids, and what was hidden since could not be
    /// found in the copy.
    /// </summary>
    private async Task TakeFormerIdsOverAsync(Database copy, CancellationToken ct)
    {
        var known = await FormerIdsOrNoneAsync();
        await using var write = await copy.WriteAsync(ct);
        await FormerIdsSql.TakeOverAsync(write, known);
        await write.CommitAsIsAsync(ct);
    }

    private async Task<IReadOnlyList<FormerId>> FormerIdsOrNoneAsync()
    {
        try
        {
            using var present = new Database(dialect, clock, TimeSpan.Zero);
            await using var read = await present.ReadAsync();
            return await FormerIdsSql.ListAsync(read);
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            // A present database that is not there, or cannot be read, knows no ids. The restore says later what that means.
            return [];
        }
    }

    private static Change ChangeOf(WriteSession write, string copyOf) =>
        new(
            write.Now,
            "registry",
            "restore",
            "registry",
            "inpud",
            null,
            JsonSerializer.Serialize(new { copyOf }),
            "The registry was restored from a copy. What was hidden since the copy was made is hidden again by the changes that name this one as their cause."
        );

    private DatabaseLook LookAt(string file)
    {
        var copy = dialect.OfCopy(file);
        DatabaseLook look;
        try
        {
            look = copy.Look() ?? throw new StorageException($"There is no file {file}.");
        }
        catch (DbException e) when (copy.Explain(e) is { } why)
        {
            // It is the copy that cannot be read, and not the registry.
            throw new StorageException(why, e);
        }

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

    /// <summary>Says at once what is said again under the lock, where the copy needs no upgrade for that: whoever waited for the checks of a large copy would be told late.</summary>
    private async Task RefuseEarlyWhereNewerAsync(string file, DatabaseLook copy, RestoreOrder order)
    {
        if (copy.SchemaVersion < Upgrade.ErasableSince)
        {
            return;
        }

        try
        {
            await RefuseWhereNewerAsync(order, file);
        }
        catch (DbException)
        {
            // One of the two is damaged. The checks say which.
        }
    }

    private async Task RefuseWhereNewerAsync(RestoreOrder order, params string[] copies)
    {
        // The look refuses a file of another program, whatever the order says.
        if (dialect.Look() is not { } present || order.OverNewer)
        {
            return;
        }

        if (present.LatestChange is null)
        {
            throw CannotSay();
        }

        var others = copies.Select(copy => new Database(dialect.OfCopy(copy), clock, TimeSpan.Zero)).ToList();
        try
        {
            using var database = new Database(dialect, clock, TimeSpan.Zero);
            await using var read = await database.ReadAsync();
            if (await LostChanges.CountAsync(read, others) is > 0 and var lost)
            {
                throw new StorageException(
                    $"The registry has {(lost == 1 ? "a change" : $"{lost} changes")} that the copy lacks, the last of {present.LatestChange}: {(lost == 1 ? "it" : "they")} would be lost. Say --over-newer if that is meant."
                );
            }
        }
        catch (DbException e) when (copies.Length > 1 && dialect.Explain(e) is not null)
        {
            // The copy was checked by now.
            throw CannotSay();
        }
        finally
        {
            others.ForEach(other => other.Dispose());
        }
    }

    private StorageException CannotSay() =>
        new(
            $"The database {dialect.Describe()} is damaged, and cannot say whether it has changes that the copy lacks. Say --over-newer to put the copy in its place; the damaged file is kept."
        );

    /// <summary>Copies the copy into another file, upgrades that file and verifies it. This file can then replace the database.</summary>
    private async Task PrepareAsync(string file, string staged, bool withProblems, IWork work, CancellationToken ct)
    {
        var copy = dialect.OfCopy(file);
        work.Begin("Checking the copy");
        if (copy.Check(ct) is [var damage, ..])
        {
            throw new StorageException($"The copy {file} is damaged. Take another one. {damage}");
        }

        copy.CopyTo(staged, work, ct);
        using var database = new Database(dialect.OfCopy(staged), clock, TimeSpan.Zero);
        await TakeFormerIdsOverAsync(database, ct);
        await upgrade.RunAsync(database, work, ct);
        await new PublicDay(database, log, clock, NullLogger<PublicDay>.Instance).SettleAsync(ct);
        var problems = await new Verification(database, upgrade, log).ProblemsAsync(work, ct);
        if (problems.Count > 0 && !withProblems)
        {
            throw new StorageException(
                $"The copy {file} has {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}. Take another one, or say --with-problems if this one is meant. The first: {problems[0]}"
            );
        }
    }
}
