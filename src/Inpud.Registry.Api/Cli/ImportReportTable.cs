using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Processes.Import;
using Inpud.Registry.Api.Storage.Values;
using Spectre.Console;

namespace Inpud.Registry.Api.Cli;

/// <summary>Writes the report of an import for people: the rows that do something, and the numbers. It writes a table to a terminal, and a line for each row into a file.</summary>
internal static class ImportReportTable
{
    private const int MostRows = 200;

    public static void Write(ImportReport report, IAnsiConsole console)
    {
        var rows = report.Rows.Where(row => row.Outcome != ImportOutcome.Unchanged);
        if (console.Profile.Out.IsTerminal)
        {
            WriteTable(console, rows);
        }
        else
        {
            foreach (var row in rows)
            {
                foreach (var what in SaysOf(row))
                {
                    console.Profile.Out.Writer.WriteLine($"{PlaceOf(row)}\t{Kebab.Text(row.Outcome)}\t{row.Name ?? row.Id}\t{what}");
                }
            }
        }

        console.Profile.Out.Writer.WriteLine(Summary(report));
    }

    /// <summary>The numbers of the report, as a line.</summary>
    public static string Summary(ImportReport report)
    {
        var removed = report.Removed == 0 ? "" : $"{report.Removed} removed, ";
        return $"{report.New} new, {report.Changed} changed, {removed}{report.Unchanged} unchanged, {report.Refused} refused; {(report.Written ? "written" : "nothing was written")}.";
    }

    private static void WriteTable(IAnsiConsole console, IEnumerable<ImportedRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("row", "", "name", "what");
        var left = 0;
        foreach (var row in rows)
        {
            if (table.Rows.Count < MostRows)
            {
                table.AddRow(
                    new Text(PlaceOf(row)),
                    new Text(Kebab.Text(row.Outcome), StyleOf(row.Outcome)),
                    new Text(row.Name ?? row.Id ?? ""),
                    new Text(string.Join(Environment.NewLine, SaysOf(row)))
                );
            }
            else
            {
                left++;
            }
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        if (left > 0)
        {
            console.Profile.Out.Writer.WriteLine($"… and {left} rows more; --csv gives them all.");
        }
    }

    private static string PlaceOf(ImportedRow row) => $"{row.File} {(row.Row is { } number ? $"row {number}" : "")}".Trim();

    private static IEnumerable<string> SaysOf(ImportedRow row) =>
        row
            .Mistakes.Select(mistake => $"{mistake.Cell}: {mistake.Detail}")
            .Concat(row.Differences.Select(change => $"{change.Field}: {change.Before} → {change.After}"))
            .DefaultIfEmpty("");

    private static Style StyleOf(ImportOutcome outcome) =>
        outcome switch
        {
            ImportOutcome.New => Color.Green,
            ImportOutcome.Refused => Color.Red,
            _ => Color.Yellow,
        };
}
