using System.Data.Common;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>
/// Imports a bundle within an open write. It compares each row with the registry's row, then checks the references and the rules of the whole registry. Where it refuses a row, the
/// caller must not commit. The bundle states each of its records completely: the import removes the parts, besides consents, that the bundle leaves out. Records that the bundle
/// does not have stay. Columns and parts that a later version added stay too, since the bundle says nothing of them.
/// </summary>
internal sealed class BundleImport(Database database, PublicLog log, RecordReader records, ImportLimits limits)
{
    private const int RecordsAtOnce = 500;
    private const int RowsAtOnce = 500;
    private const int MostInTheWay = 1000;

    /// <summary>Reads the whole bundle and checks its form alone.</summary>
    /// <exception cref="StorageException">The file is no bundle, or too large; the message says where.</exception>
    public void Check(Stream file, CancellationToken ct)
    {
        using var bundle = Bundle.Open(file, limits);
        bundle.CheckTables(ct);
    }

    /// <param name="write">The open write.</param>
    /// <param name="file">The bundle.</param>
    /// <param name="cause">The cause that the history gives for all changes of the import.</param>
    /// <param name="journal">Gets each row's outcome.</param>
    /// <param name="work">Gets the progress.</param>
    /// <param name="ct">Stops the import; the caller must not commit then.</param>
    public async Task RunAsync(WriteSession write, Stream file, Change cause, ImportJournal journal, IWork work, CancellationToken ct)
    {
        using var bundle = Bundle.Open(file, limits);
        // A row may come before the row that it names. So a check at the end compares the references with the whole, and has a sentence for each mistake.
        await database.DeferReferencesAsync(write);
        await TakenRowsSql.BeginAsync(write);
        var rows = new BundleRows(write, bundle, records);
        var former = bundle.Version < FormerIds.NamesNobodySince ? new FormerIds(write) : null;
        work.Begin("Reading the bundle", bundle.Size);
        foreach (var table in bundle.Tables)
        {
            await TakeTableAsync(bundle, table, rows, former, journal, work, ct);
        }

        if (journal.Count(ImportOutcome.Refused) == 0)
        {
            await rows.RemoveLeftOutPartsAsync(journal);
            if (former is not null)
            {
                foreach (var group in await TakenRowsSql.UncountedGroupsAsync(write))
                {
                    await CountedGroups.CountAsBeforeAsync(write, group);
                }
            }

            await CountedGroups.SettleMembersAsync(write);
            await new BundleChecks(write, bundle.Package).RunAsync(journal, work, ct);
        }

        if (journal.Count(ImportOutcome.Refused) == 0 && journal.Changes > 0)
        {
            await write.RecordCauseAsync(cause);
            work.Begin("Writing the history", journal.Changes);
            await RecordChangesAsync(write, cause, work, ct);
            work.Begin("Writing the public history");
            await log.NoteAllAsync(write, ct);
        }

        await TakenRowsSql.EndAsync(write);
    }

    private async Task TakeTableAsync(
        Bundle bundle,
        DataTable table,
        BundleRows rows,
        FormerIds? former,
        ImportJournal journal,
        IWork work,
        CancellationToken ct
    )
    {
        await using var content = bundle.OpenTable(table, work.Advance);
        var reader = new TableReader(table, content, bundle.Version);
        var inTheWay = new List<ReadRow>();
        foreach (var next in reader.Rows().Chunk(RowsAtOnce))
        {
            var read = new List<ReadRow>();
            foreach (var stated in next)
            {
                ct.ThrowIfCancellationRequested();
                read.Add(Read(table, former is null ? stated : await former.ReplaceAsync(table, stated)));
            }

            var ahead = await rows.LookAheadAsync(table, read.Where(row => row.Bad.Count == 0));
            foreach (var row in read)
            {
                if (await TakeRowAsync(table, reader, row, rows, ahead) is { } taken)
                {
                    journal.Add(taken);
                }
                else if (inTheWay.Count < MostInTheWay)
                {
                    inTheWay.Add(row);
                }
                else
                {
                    journal.Add(
                        RefusedRow(table, row.Row, [Mistake(table, reader, row.Row, RefusedRowException.OfConstraint(table.Name))])
                    );
                }
            }
        }

        // One row can free the place that another takes, as where a membership ends and the next begins. So the import tries refused rows again after all others.
        foreach (var row in inTheWay)
        {
            journal.Add(
                await TakeRowAsync(table, reader, row, rows, await rows.LookAheadAsync(table, [row]))
                    ?? RefusedRow(table, row.Row, [Mistake(table, reader, row.Row, RefusedRowException.OfConstraint(table.Name))])
            );
        }
    }

    private static ReadRow Read(DataTable table, TableRow row)
    {
        var bad = new List<BadCell>();
        return new ReadRow(row, CellReader.Read(table.Schema.Fields, row.Cells, bad), bad);
    }

    /// <summary>Writes a row and returns its outcome; null where another row is in its way.</summary>
    private async Task<ImportedRow?> TakeRowAsync(DataTable table, TableReader reader, ReadRow read, BundleRows rows, RowsAhead ahead)
    {
        var row = read.Row;
        if (read.Bad.Count > 0)
        {
            return RefusedRow(table, row, [.. read.Bad.Select(cell => Mistake(reader, row, cell.Field, "not-readable", cell.Why))]);
        }

        try
        {
            var (outcome, differences) = await rows.TakeAsync(table, read, ahead);
            return RowOf(table, row, outcome) with { Differences = differences };
        }
        catch (RefusedRowException e)
        {
            return RefusedRow(table, row, [Mistake(table, reader, row, e)]);
        }
        catch (DbException e) when (database.IsBrokenConstraint(e))
        {
            return null;
        }
    }

    private static ImportedRow RowOf(DataTable table, TableRow row, ImportOutcome outcome) =>
        new()
        {
            File = table.Path,
            Row = row.Number,
            Outcome = outcome,
            Id = TableRowsSql.KeyOf(table, row.Cells),
            Name = row.Cells.GetValueOrDefault("name"),
        };

    private static ImportedRow RefusedRow(DataTable table, TableRow row, IReadOnlyList<ImportMistake> mistakes) =>
        RowOf(table, row, ImportOutcome.Refused) with
        {
            Mistakes = mistakes,
        };

    private static ImportMistake Mistake(DataTable table, TableReader reader, TableRow row, RefusedRowException why) =>
        Mistake(reader, row, table.Schema.PrimaryKey[0], why.Code, why.Message) with
        {
            Rule = why.Rule,
        };

    private static ImportMistake Mistake(TableReader reader, TableRow row, string field, string code, string detail) =>
        new()
        {
            Cell = reader.AddressOf(field, row.Number),
            Code = code,
            Detail = detail,
        };

    /// <summary>Writes each touched record into the history, as it was before and as it is after.</summary>
    private async Task RecordChangesAsync(WriteSession write, Change cause, IWork work, CancellationToken ct)
    {
        IReadOnlyList<TouchedRecord> touched = [new TouchedRecord()];
        while ((touched = await TakenRowsSql.TouchedAsync(write, touched[^1], RecordsAtOnce)).Count > 0)
        {
            ct.ThrowIfCancellationRequested();
            var after = new Dictionary<(string, string), string>();
            foreach (var kind in touched.GroupBy(record => record.Resource, record => record.RecordId))
            {
                foreach (var (id, record) in await records.ReadManyAsync(write, kind.Key, [.. kind]))
                {
                    after[(kind.Key, id)] = record;
                }
            }

            foreach (var record in touched)
            {
                await write.RecordAsync(
                    cause with
                    {
                        Action = record.Before is null ? "create" : "change",
                        Resource = record.Resource,
                        ResourceId = record.RecordId,
                        Before = record.Before,
                        After = after.GetValueOrDefault((record.Resource, record.RecordId)),
                    }
                );
            }

            work.Advance(touched.Count);
        }
    }
}
