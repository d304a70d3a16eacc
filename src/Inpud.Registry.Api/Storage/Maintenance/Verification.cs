using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Checks the whole registry: file, references, rules, history.</summary>
internal sealed class Verification(Database database, Upgrade upgrade, PublicLog log)
{
    /// <summary>
    /// A sentence for each problem; empty where there is none. It writes and upgrades nothing: of an older database it checks the file and its references alone, and says so.
    /// </summary>
    /// <exception cref="StorageException">There is no database, or it belongs to another program or to a newer version.</exception>
    public async Task<IReadOnlyList<string>> ProblemsAsync(IWork work, CancellationToken ct)
    {
        var whyNotCurrent = await upgrade.WhyNotCurrentOrNullAsync(database);
        work.Begin("Checking the file and its references");
        var problems = new List<string>(database.Dialect.Check(ct));
        if (problems.Count > 0)
        {
            return problems;
        }

        if (whyNotCurrent is not null)
        {
            return [$"The file and its references are sound, and no more was checked. {whyNotCurrent}"];
        }

        await using var write = await database.WriteAsync(ct);
        work.Begin("Checking the membership rules");
        var broken = (await WholeRegistry.BrokenRulesAsync(write, ct))
        // A consent that ran out hides its group anyway, so the record has no mistake.
        .Where(rule => rule.Code != RuleCatalog.ConsentMissing.Code);
        work.Begin("Checking the history's checksums");
        problems.AddRange(await ChangesSql.AlteredAsync(write, ct));
        problems.AddRange(broken.Select(rule => $"{rule.Record} breaks {rule.Code}: {rule.Sentence}"));

        work.Begin("Checking the public history against the public views");
        // The log writes the missing entries, and their number shows a difference. Without a commit, none of them stays.
        // Consents that began or ran out since the last noted day are no problem, so their entries come first.
        await PublicDay.NoteAsync(write, log);
        foreach (var table in await ShownTables.DifferentAsync(write))
        {
            problems.Add($"{table} is not what the records say: it was changed by something else than this program.");
        }

        if (await log.NoteAllAsync(write, ct) > 0)
        {
            problems.Add("The public history is not what the public views show: a table was changed by something else than this program.");
        }

        return problems;
    }
}
