using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Storage;

/// <summary>Holds the whole registry against all that it promises of itself.</summary>
internal sealed class Verification(Database database, PublicLog log)
{
    /// <summary>What is wrong, a sentence each; empty where nothing is. Nothing is written.</summary>
    public async Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken ct)
    {
        var problems = new List<string>(database.Dialect.Check());
        if (problems.Count > 0)
        {
            return problems;
        }

        await using var write = await database.WriteAsync(ct);
        var broken = RegistryCheck
            .BrokenRules(await RegistryStateSql.LoadAsync(write))
            // A consent that ran out hides its group by itself: that is no mistake of the record.
            .Where(rule => rule.Code != RuleCatalog.ConsentMissing.Code);
        problems.AddRange(broken.Select(rule => $"{rule.Record} breaks {rule.Code}: {rule.Sentence}"));

        // Writing what is missing tells what was; without a commit, nothing of it stays.
        var before = await CountAsync(write);
        await log.NoteAllAsync(write);
        if (await CountAsync(write) != before)
        {
            problems.Add("The public history is not what the public views show: a table was changed by something else than this program.");
        }

        return problems;
    }

    private static async Task<long> CountAsync(WriteSession write) =>
        (await write.QueryAsync<long>("select coalesce(max(id), 0) from public_changes"))[0];
}
