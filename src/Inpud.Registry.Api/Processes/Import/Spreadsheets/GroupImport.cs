using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Interchange.Spreadsheets;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Import.Spreadsheets;

/// <summary>Imports a spreadsheet of groups within an open write, row by row.</summary>
internal sealed class GroupImport(PublicLog log, ImportLimits limits)
{
    /// <summary>Reads the whole file and checks its form alone. Returns the number of its rows.</summary>
    /// <exception cref="StorageException">The file is no table of groups, or too long; the message says which line is wrong.</exception>
    public int Check(SentFile file, CancellationToken ct)
    {
        using var sheet = Spreadsheet.Open(file, limits);
        ImportColumns.Check(sheet);
        var rows = 0;
        foreach (var row in sheet.Rows())
        {
            ct.ThrowIfCancellationRequested();
            if (++rows > limits.Rows)
            {
                throw new StorageException(
                    $"{sheet.PlaceOf(row.Number)}: the file has more than {limits.Rows} rows, which is the limit (Registry:Limits:ImportRows). Split it."
                );
            }
        }

        if (rows == 0)
        {
            throw new StorageException("The file has no row below the names of its columns.");
        }

        return rows;
    }

    public async Task RunAsync(
        WriteSession write,
        Steward steward,
        SentFile file,
        int rows,
        string reason,
        ImportJournal journal,
        IWork work,
        CancellationToken ct
    )
    {
        using var sheet = Spreadsheet.Open(file, limits);
        // The rows write groups alone. What they say of countries, networks and sources stays as it is.
        write.KeepFacts();
        var groups = new GroupStatements(write, log, steward, reason);
        // The bytes of a small file are all read with its first row, and those of a workbook are not read in order.
        work.Begin("Reading the spreadsheet", rows);
        foreach (var row in sheet.Rows())
        {
            ct.ThrowIfCancellationRequested();
            journal.Add(await RunAsync(groups, sheet, row));
            work.Advance(1);
        }

        await groups.RecordMadeAsync();
    }

    private static async Task<ImportedRow> RunAsync(GroupStatements groups, Spreadsheet sheet, SpreadsheetRow row)
    {
        var (fields, mistakes) = ImportColumns.Read(row);
        if (mistakes.Count > 0)
        {
            return Refused([.. mistakes.Select(mistake => Mistake(mistake.Column, mistake.Code, mistake.Why, rule: null))]);
        }

        try
        {
            var stated = await groups.TakeAsync(row.Cells.GetValueOrDefault("id"), fields);
            return new ImportedRow
            {
                Row = row.Number,
                Outcome = stated.Outcome,
                Id = stated.Id,
                Name = row.Cells.GetValueOrDefault("name"),
                Differences = stated.Differences,
            };
        }
        catch (ProblemException e)
        {
            return Refused(
                e.Errors.Count == 0
                    ? [Mistake("", e.Kind.Code, e.Message, rule: null)]
                    : [.. e.Errors.Select(error => Mistake(ColumnOf(error.Name, row), error.Code, DetailOf(error, row), error.Rule))]
            );
        }

        ImportedRow Refused(IReadOnlyList<ImportMistake> why) =>
            new()
            {
                Row = row.Number,
                Outcome = ImportOutcome.Refused,
                Id = null,
                Name = row.Cells.GetValueOrDefault("name"),
                Mistakes = why,
            };

        ImportMistake Mistake(string column, string code, string detail, string? rule) =>
            new()
            {
                Cell = sheet.AddressOf(column, row.Number),
                Code = code,
                Detail = detail,
                Rule = rule,
            };
    }

    /// <summary>A spreadsheet has no field to send: it has a cell to fill in.</summary>
    private static string DetailOf(ProblemError error, SpreadsheetRow row) =>
        error.Code == BodyShape.Missing ? $"The row needs a value in the column '{ColumnOf(error.Name, row)}'. Fill it in." : error.Detail;

    /// <summary>The column that a field was read from; of several columns, the first with a value.</summary>
    private static string ColumnOf(string field, SpreadsheetRow row) =>
        ImportColumns
            .All.Where(column => column.Field == field.Split('.')[0])
            .OrderBy(column => row.Cells.ContainsKey(column.Name) ? 0 : 1)
            .FirstOrDefault()
            ?.Name
        ?? "";
}
