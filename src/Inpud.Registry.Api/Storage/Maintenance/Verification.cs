using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Upgrades;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Holds the whole registry against all that it promises of itself.</summary>
internal sealed class Verification(Database database, Upgrade upgrade, PublicLog log)
{
    /// <summary>What is wrong, a sentence each; empty where nothing is. Nothing is written, and nothing is upgraded: of an older database, the file and its references are checked alone.</summary>
    /// <exception cref="StorageException">There is no database, or it is none of this program's.</exception>
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
        // A consent that ran out hides its group by itself: that is no mistake of the record.
        .Where(rule => rule.Code != RuleCatalog.ConsentMissing.Code);
        work.Begin("Checking the history's checksums");
        problems.AddRange(await ChangesSql.AlteredAsync(write, ct));
        problems.AddRange(broken.Select(rule => $"{rule.Record} breaks {rule.Code}: {rule.Sentence}"));

        work.Begin("Checking the public history against the public views");
        // Writing what is missing tells what was; without a commit, nothing of it stays. What the calendar did since somebody last asked is no problem.
        await PublicDay.NoteAsync(write, log);
        if (await log.NoteAllAsync(write, ct) > 0)
        {
            problems.Add("The public history is not what the public views show: a table was changed by something else than this program.");
        }

        return problems;
    }
}
