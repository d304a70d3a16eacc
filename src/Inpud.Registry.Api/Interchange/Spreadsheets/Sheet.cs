namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>A row of a sheet, with the texts of its cells.</summary>
/// <param name="Number">Its number, as a spreadsheet program shows it.</param>
/// <param name="Cells">The texts from the first column on. Empty cells at the end may be left out.</param>
internal readonly record struct SheetRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A sheet of a workbook, or the one table of a text file.</summary>
/// <param name="Name">Its name; null for a text file.</param>
/// <param name="IsHidden">Whether whoever opens the workbook does not see it.</param>
/// <param name="Rows">Reads its rows. A row that nobody filled in may be left out.</param>
internal sealed record Sheet(string? Name, bool IsHidden, Func<IEnumerable<SheetRow>> Rows)
{
    /// <summary>The place of a row, at the beginning of a sentence.</summary>
    public string PlaceOf(int row) => Name is null ? $"Line {row}" : $"Sheet '{Name}', row {row}";
}

/// <summary>A file with sheets.</summary>
internal interface IWorkbook : IDisposable
{
    IReadOnlyList<Sheet> Sheets { get; }
}
