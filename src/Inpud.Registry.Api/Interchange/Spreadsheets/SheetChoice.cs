using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>
/// Finds the sheet of a workbook that the import reads: the only one with anything in it, or the only one whose first row has names of columns, or of several the one that is called after
/// the table. It never reads one of two and leaves the other: whoever sends them would believe that both are in.
/// </summary>
internal static class SheetChoice
{
    private static readonly HashSet<string> TableNames = new[] { "groups", "المجموعات", "مجموعات", "grupos", "groupes", "группы" }
        .Select(UniqueName.Of)
        .ToHashSet(StringComparer.Ordinal);

    /// <exception cref="StorageException">There is no sheet to read, or more than one; the message says how to mend the workbook.</exception>
    public static Sheet Of(IWorkbook workbook)
    {
        if (workbook.Sheets is [{ Name: null } table])
        {
            return table;
        }

        var filled = workbook.Sheets.Where(sheet => HeadersOf(sheet) is not null).ToList();
        var seen = filled.Where(sheet => !sheet.IsHidden).ToList();
        if (seen is [var only])
        {
            return only;
        }

        var fitting = seen.Where(sheet => HeadersOf(sheet)!.All(header => HeaderNames.FindOrNull(header) is not null)).ToList();
        var called = fitting.Where(sheet => TableNames.Contains(UniqueName.Of(sheet.Name!))).ToList();
        return (seen.Count, fitting, called) switch
        {
            (_, [var one], _) => one,
            (_, _, [var one]) => one,
            (0, _, _) when filled.Count > 0 => throw new StorageException(
                $"The only filled sheet ({Names(filled)}) is hidden. Show it, so that you see what you send."
            ),
            (0, _, _) => throw new StorageException("The workbook is empty. The first row of its sheet has the names of the columns."),
            (_, [], _) => throw new StorageException(
                $"None of the sheets {Names(seen)} has only columns of groups in its first row; /v1/import/template has them. Mend the names, or leave one sheet in the workbook, and its first mistake is named."
            ),
            _ => throw new StorageException(
                $"The sheets {Names(fitting)} all have columns of groups, and an import reads one. Call that one 'groups', or send each in a workbook of its own."
            ),
        };
    }

    private static List<string>? HeadersOf(Sheet sheet) =>
        sheet
            .Rows()
            .Select(row => row.Cells.Where(cell => !string.IsNullOrWhiteSpace(cell)).ToList())
            .FirstOrDefault(cells => cells.Count > 0);

    private static string Names(IEnumerable<Sheet> sheets) => string.Join(", ", sheets.Take(5).Select(sheet => $"'{sheet.Name}'"));
}
