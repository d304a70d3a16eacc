using System.Data.Common;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage.Erasure;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>Writes the rows of a bundle one by one, and says what each does.</summary>
internal sealed class BundleRows(WriteSession write, Bundle bundle, RecordReader records)
{
    private sealed record Owner(string Resource, string Table, string? Column);

    private static readonly Dictionary<string, Owner> Owners = PublicRecordKind
        .All.SelectMany(kind =>
            kind.Parts.Select(part => (part.Table, Owner: new Owner(kind.Resource, kind.Table, part.OwnerColumn)))
                .Append((kind.Table, Owner: new Owner(kind.Resource, kind.Table, Column: null)))
        )
        .ToDictionary(owned => owned.Table, owned => owned.Owner);

    private static readonly HashSet<string> Kinds = [.. PublicRecordKind.All.Select(kind => kind.Table)];

    private readonly Dictionary<string, DataTable> tables = bundle.Package.Resources.ToDictionary(table => table.Name);
    private readonly HashSet<string> stated = [.. bundle.Tables.Select(table => table.Name)];
    private readonly CountedRows counted = new(write);
    private readonly BundlePublishing publishing = new(write);

    /// <summary>The records that were erased; null until the first row. They are few, and an import has many rows.</summary>
    private IReadOnlySet<(string Resource, string Id)>? erased;

    /// <summary>Reads what the registry has of the next rows of a table.</summary>
    public async Task<RowsAhead> LookAheadAsync(DataTable table, IEnumerable<ReadRow> next)
    {
        var rows = new List<(ReadRow, string)>();
        foreach (var row in next)
        {
            rows.Add((row, await RecordIdOfAsync(table, row.Row.Cells)));
        }

        return await RowsAhead.ReadAsync(write, table, Owners[table.Name].Resource, rows);
    }

    /// <exception cref="RefusedRowException">The registry refuses the row.</exception>
    /// <exception cref="DbException">Another row is in the way. The import may try the row again.</exception>
    public async Task<(ImportOutcome Outcome, IReadOnlyList<ImportDifference> Differences)> TakeAsync(
        DataTable table,
        ReadRow read,
        RowsAhead ahead
    )
    {
        var (row, columns, _) = read;
        var taken = new TakenRow
        {
            File = table.Path,
            Number = row.Number,
            Key = TableRowsSql.KeyOf(table, row.Cells),
            Resource = ahead.Resource,
            RecordId = await RecordIdOfAsync(table, row.Cells),
        };
        if (!ahead.Take(taken.Key))
        {
            throw new RefusedRowException("repeated", $"The file has the row '{taken.Key}' before. Take one of them out.");
        }

        try
        {
            var (outcome, differences) = await write.AttemptAsync(() => TakeAsync(table, row, columns, taken, ahead));
            TakenRowsSql.Add(write, taken, outcome);
            return (outcome, differences);
        }
        catch (RefusedRowException)
        {
            TakenRowsSql.Add(write, taken, ImportOutcome.Unchanged);
            throw;
        }
        catch (DbException)
        {
            ahead.Forget(taken.Key);
            throw;
        }
    }

    private async Task<(ImportOutcome Outcome, IReadOnlyList<ImportDifference> Differences)> TakeAsync(
        DataTable table,
        TableRow row,
        Dictionary<string, object?> columns,
        TakenRow taken,
        RowsAhead ahead
    )
    {
        erased ??= await ErasuresSql.AllAsync(write);
        if (erased.Contains((taken.Resource, taken.RecordId)))
        {
            throw new RefusedRowException(
                "erased",
                $"The record '{taken.RecordId}' was erased, and does not come back. Take its rows out."
            );
        }

        if (await counted.ShownOrNullAsync(table, row.Cells) is { } shown)
        {
            return CountedRows.Hold(table, columns, shown);
        }

        if (ahead.PresentOrNull(taken.Key) is not { } present)
        {
            await CheckOwnerMayChangeAsync(table, taken);
            await CheckMayConsentAsync(table, taken, columns);
            await publishing.CheckAsync(table, columns, ImportOutcome.New, []);
            await MakeAsync(table, taken, columns, ahead);
            return (ImportOutcome.New, []);
        }

        var compared = await WithheldRows.ComparedAsync(write, table, present, columns);
        var differences = RowDifference.Between(table, compared, columns);
        if (differences.Count == 0)
        {
            return (ImportOutcome.Unchanged, []);
        }

        CheckMayChange(table, taken, present, columns, differences);
        await CheckOwnerMayChangeAsync(table, taken);
        await publishing.CheckAsync(table, columns, ImportOutcome.Changed, differences);
        await ChangeAsync(table, taken, columns, differences, ahead);
        return (ImportOutcome.Changed, differences);
    }

    /// <summary>Removes the parts that the bundle leaves out of its records.</summary>
    public async Task RemoveLeftOutPartsAsync(ImportJournal journal)
    {
        foreach (var kind in PublicRecordKind.All)
        {
            // An import removes no consent: one that the bundle does not show may have begun since, or may not be public.
            foreach (var part in kind.Parts.Where(part => part.Table != "consents" && stated.Contains(part.Table)))
            {
                var leftOut = await TakenRowsSql.LeftOutAsync(
                    write,
                    tables[part.Table],
                    part.OwnerColumn,
                    tables[kind.Table],
                    isPublic: !bundle.Package.Private
                );
                foreach (var row in leftOut)
                {
                    await RemoveAsync(kind, part, tables[part.Table], row, journal);
                }
            }
        }
    }

    private async Task RemoveAsync(
        PublicRecordKind kind,
        PublicPart part,
        DataTable table,
        IDictionary<string, object?> row,
        ImportJournal journal
    )
    {
        var columns = new Dictionary<string, object?>(row);
        var cells = table.Schema.Fields.ToDictionary(field => field.Name, field => CellText.Of(field, row[field.Name]) ?? "");
        await TouchAsync(kind.Resource, part.OwnerColumn is null ? await OnlyRecordAsync(kind.Table) : cells[part.OwnerColumn]);
        await TableRowsSql.DeleteAsync(write, table, columns);
        journal.Add(
            new ImportedRow
            {
                File = table.Path,
                Row = null,
                Outcome = ImportOutcome.Removed,
                Id = TableRowsSql.KeyOf(table, cells),
                Name = cells.GetValueOrDefault("name"),
            }
        );
    }

    private async Task MakeAsync(DataTable table, TakenRow taken, Dictionary<string, object?> columns, RowsAhead ahead)
    {
        if (ahead.Touch(taken.RecordId))
        {
            await KeepBeforeAsync(taken.Resource, taken.RecordId, isNew: Kinds.Contains(table.Name));
        }

        // Columns without a value are left out, so that the table's defaults apply.
        var filled = columns.Where(column => column.Value is not null).ToDictionary(column => column.Key, column => column.Value);
        counted.Complete(table, filled);
        OlderRows.Complete(bundle.Version, table, filled);
        await RowsSql.InsertAsync(write, table.Name, filled);
        await counted.TakeUntilAsync(table, filled);
    }

    private async Task ChangeAsync(
        DataTable table,
        TakenRow taken,
        Dictionary<string, object?> columns,
        IReadOnlyList<ImportDifference> differences,
        RowsAhead ahead
    )
    {
        if (ahead.Touch(taken.RecordId))
        {
            await KeepBeforeAsync(taken.Resource, taken.RecordId, isNew: false);
        }

        // The update writes the fields that differ, and the columns that are stored beside the fields: keys of names, days of periods.
        var fields = table.Schema.Fields.Select(field => field.Name).ToHashSet();
        var differing = differences.Select(difference => difference.Field).ToHashSet();
        await TableRowsSql.UpdateAsync(
            write,
            table,
            columns,
            [.. columns.Keys.Where(column => !fields.Contains(column) || differing.Contains(column))]
        );
    }

    private void CheckMayChange(
        DataTable table,
        TakenRow taken,
        IDictionary<string, object?> present,
        Dictionary<string, object?> columns,
        IReadOnlyList<ImportDifference> differences
    )
    {
        if (present.TryGetValue("withdrawn", out var withdrawn) && withdrawn is not null && columns.GetValueOrDefault("withdrawn") is null)
        {
            throw Withdrawn(taken.Key);
        }

        CarefulFields.CheckMayChange(write, table, taken.Key, present, columns, differences);
    }

    /// <summary>Refuses a consent of a group that the registry had before the import: it could show the group again, or for longer, and no bundle says who took it. One that has ended shows nothing.</summary>
    private async Task CheckMayConsentAsync(DataTable table, TakenRow taken, Dictionary<string, object?> columns)
    {
        if (
            table.Name == "consents"
            && columns.GetValueOrDefault("ended") is null
            && await TakenRowsSql.FindOrNullAsync(write, tables["groups"].Path, taken.RecordId) is not { Outcome: "new" }
            && (await write.QueryAsync<int>("select 1 from groups where id = @RecordId", new { taken.RecordId })).Count > 0
        )
        {
            throw new RefusedRowException(
                "consent-stays",
                $"The registry has the group '{taken.RecordId}' without this consent. An import records no consent of a group that is there; record it with the group's record, or take the row out."
            );
        }
    }

    /// <summary>Refuses a change to a part of a record that was withdrawn before the import.</summary>
    private async Task CheckOwnerMayChangeAsync(DataTable table, TakenRow taken)
    {
        var owner = Owners[table.Name];
        if (
            table.Name != owner.Table
            && RegistryTables.Of(owner.Table).IsWithdrawable
            && await TableRowsSql.IsWithdrawnAsync(write, owner.Table, taken.RecordId)
            && await TakenRowsSql.FindOrNullAsync(write, tables[owner.Table].Path, taken.RecordId) is not { Outcome: "new" or "changed" }
        )
        {
            throw Withdrawn(taken.RecordId);
        }
    }

    private static RefusedRowException Withdrawn(string id) =>
        new(
            "withdrawn",
            $"The registry's record '{id}' was withdrawn, and does not change any more. Take the row out, or give it another id."
        );

    /// <summary>Keeps the former state of a record, before the import changes it for the first time.</summary>
    private async Task TouchAsync(string resource, string id)
    {
        if (!await TakenRowsSql.IsTouchedAsync(write, resource, id))
        {
            await KeepBeforeAsync(resource, id, isNew: false);
        }
    }

    private async Task KeepBeforeAsync(string resource, string id, bool isNew) =>
        TakenRowsSql.Touch(write, resource, id, isNew ? null : await records.ReadOrNullAsync(write, resource, id));

    private async Task<string> RecordIdOfAsync(DataTable table, IReadOnlyDictionary<string, string> cells) =>
        Kinds.Contains(table.Name) ? cells[table.Schema.PrimaryKey[0]]
        : Owners[table.Name].Column is { } column ? cells[column]
        : await OnlyRecordAsync(Owners[table.Name].Resource);

    /// <summary>The id of the record of a kind that has a single record; empty where there is none.</summary>
    private async Task<string> OnlyRecordAsync(string table) =>
        await write.QueryAsync<string>($"select id from {table} order by id limit 1") is [var id] ? id : "";
}
