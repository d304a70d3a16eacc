using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>Checks the references and the rules of the registry with a bundle's rows in it, and refuses the rows that break them.</summary>
internal sealed class BundleChecks(WriteSession write, DataPackage package)
{
    private readonly Dictionary<string, DataTable> tables = package.Resources.ToDictionary(table => table.Name);

    public async Task RunAsync(ImportJournal journal, IWork work, CancellationToken ct)
    {
        work.Begin("Checking references");
        foreach (var dangling in await DanglingReferencesSql.FindAsync(write, package))
        {
            await RefuseAsync(journal, dangling.Table, dangling.Key, new RefusedRowException("unknown-reference", dangling.Sentence));
        }

        foreach (var (table, key, sentence) in await TooManyPartsSql.FindAsync(write, package))
        {
            await RefuseAsync(journal, table, key, new RefusedRowException("items", sentence));
        }

        if (journal.Count(ImportOutcome.Refused) == 0)
        {
            await CheckRegionsAsync(journal);
        }

        if (journal.Count(ImportOutcome.Refused) == 0)
        {
            ct.ThrowIfCancellationRequested();
            work.Begin("Checking the rules");
            await CheckRulesAsync(journal, ct);
        }
    }

    /// <summary>Refuses a region that lies in itself, directly or by way of other regions: every count of regions would be endless.</summary>
    private async Task CheckRegionsAsync(ImportJournal journal)
    {
        var rows = await write.QueryAsync<(string Code, string? Parent)>("select code, parent from regions order by code");
        var parents = rows.ToDictionary(row => row.Code, row => row.Parent);
        foreach (var code in parents.Keys)
        {
            var steps = 0;
            for (var at = parents[code]; at is not null && steps <= parents.Count; at = parents[at])
            {
                steps++;
            }

            if (steps > parents.Count)
            {
                await RefuseAsync(
                    journal,
                    "regions",
                    code,
                    new RefusedRowException("cycle", $"The region {code} lies in itself, by way of its parents. Mend 'parent'.")
                );
            }
        }
    }

    private async Task CheckRulesAsync(ImportJournal journal, CancellationToken ct)
    {
        foreach (var broken in await WholeRegistry.BrokenRulesAsync(write, ct))
        {
            // A consent that ran out or was ended hides its group anyway. A bundle makes no mistake where it changes nothing of the group, or brings it with its past consents.
            if (
                broken.Code == RuleCatalog.ConsentMissing.Code
                && (!await IsTouchedAsync(broken.Id) || await IsNewWithConsentsAsync(broken.Id))
            )
            {
                continue;
            }

            await RefuseAsync(journal, RuledTables.Of(broken.Kind), broken.Id, new RefusedRowException(broken.Code, broken.Sentence));
        }
    }

    private Task<bool> IsTouchedAsync(string group) => TakenRowsSql.IsTouchedAsync(write, "groups", group);

    private async Task<bool> IsNewWithConsentsAsync(string group) =>
        await TakenRowsSql.FindOrNullAsync(write, tables["groups"].Path, group) is { Outcome: "new" }
        && (await write.QueryAsync<int>("select 1 from consents where group_id = @group limit 1", new { group })).Count > 0;

    private async Task RefuseAsync(ImportJournal journal, string table, string key, RefusedRowException why)
    {
        var file = tables[table].Path;
        var taken = await TakenRowsSql.FindOrNullAsync(write, file, key);
        journal.Refuse(
            new ImportedRow
            {
                File = file,
                Row = taken?.Number,
                Outcome = ImportOutcome.Refused,
                Id = key,
                Name = null,
                Mistakes =
                [
                    new ImportMistake
                    {
                        Cell = taken is null ? "" : $"A{taken.Number}",
                        Code = why.Code,
                        Detail = why.Message,
                        Rule = why.Rule,
                    },
                ],
            },
            taken is null ? null : Kebab.Parse<ImportOutcome>(taken.Outcome)
        );
    }
}
