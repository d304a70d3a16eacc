using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Import;

/// <summary>What an import does, row by row.</summary>
internal sealed record ImportReport : ICsvAnswer, IPassingAnswer, IShowsRecords
{
    /// <summary>The records that the report compares with the file: it says what they hold. A bundle states the parts of a record beside the record.</summary>
    IEnumerable<ShownRecord> IShowsRecords.Shown =>
        from row in Rows
        where row.Id is not null && row.Outcome is ImportOutcome.Changed or ImportOutcome.Unchanged
        let resource = row.File is null ? "groups" : RegistryTables.OfFileOrNull(row.File)?.Resource
        where resource is not null
        select new ShownRecord(resource, row.Id!);

    /// <summary>A new column always goes to the end.</summary>
    private static readonly CsvColumns<ImportedRow> Columns = new()
    {
        { "row", x => x.Row },
        { "outcome", x => x.Outcome },
        { "id", x => x.Id },
        { "name", x => x.Name },
        { "differences", x => x.Differences.Select(change => $"{change.Field}: {change.Before} → {change.After}") },
        { "mistakes", x => x.Mistakes.Select(mistake => $"{mistake.Cell} {mistake.Code}: {mistake.Detail}") },
        { "file", x => x.File },
    };

    /// <summary>Whether the registry wrote the import: false for a dry run, where it refuses a row, and where there is nothing to write.</summary>
    public required bool Written { get; init; }

    /// <summary>How many rows make a record, or a part of one.</summary>
    /// <example>12</example>
    public required int New { get; init; }

    /// <summary>How many rows change a record, or a part of one.</summary>
    /// <example>3</example>
    public required int Changed { get; init; }

    /// <summary>How many rows state what the registry already has.</summary>
    /// <example>40</example>
    public required int Unchanged { get; init; }

    /// <summary>How many parts of records the import removes, since the bundle states the records without them. A spreadsheet removes nothing.</summary>
    /// <example>0</example>
    public required int Removed { get; init; }

    /// <summary>How many rows the registry refuses. Where it refuses one, it writes nothing.</summary>
    /// <example>0</example>
    public required int Refused { get; init; }

    /// <summary>The rows of the file, in the order in which the import takes them. At the end come the rows that only a check of the whole file finds.</summary>
    public required IEnumerable<ImportedRow> Rows { get; init; }

    public byte[] ToCsv() => Columns.Write(Rows);

    /// <summary>A sentence that says what stops the import.</summary>
    public string Refusal() =>
        $"{Refused} of {New + Changed + Unchanged + Refused} rows {(Refused == 1 ? "is" : "are")} refused, and nothing was written.";

    public static ImportReport Of(ImportJournal journal, bool isWritten) =>
        new()
        {
            Written = isWritten,
            New = journal.Count(ImportOutcome.New),
            Changed = journal.Count(ImportOutcome.Changed),
            Unchanged = journal.Count(ImportOutcome.Unchanged),
            Removed = journal.Count(ImportOutcome.Removed),
            Refused = journal.Count(ImportOutcome.Refused),
            Rows = journal.Rows(),
        };
}
