using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Files;

namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>
/// Notes what an import does, row by row, in a temporary file, so that memory does not grow with the import. Only this user can read the file, since it names private records.
/// </summary>
internal sealed class ImportJournal : IDisposable
{
    private readonly FileStream file = TemporaryFile.Create();

    private readonly Dictionary<ImportOutcome, int> counts = Enum.GetValues<ImportOutcome>().ToDictionary(outcome => outcome, _ => 0);

    /// <summary>The rows that were noted with another outcome before they were refused.</summary>
    private readonly HashSet<(string? File, int? Row)> corrected = [];

    /// <summary>The number of rows with this outcome.</summary>
    public int Count(ImportOutcome outcome) => counts[outcome];

    /// <summary>The number of records and parts that the import makes, changes or removes.</summary>
    public int Changes => Count(ImportOutcome.New) + Count(ImportOutcome.Changed) + Count(ImportOutcome.Removed);

    public void Add(ImportedRow row)
    {
        counts[row.Outcome]++;
        JsonSerializer.Serialize(file, row);
        file.Write("\n"u8);
    }

    /// <summary>Notes that a row is refused, whatever was noted for it before.</summary>
    /// <param name="row">The row, with the reasons.</param>
    /// <param name="before">The outcome that was noted before; null where the file does not have the row.</param>
    public void Refuse(ImportedRow row, ImportOutcome? before)
    {
        if (before is { } outcome && corrected.Add((row.File, row.Row)))
        {
            counts[outcome]--;
        }

        Add(row);
    }

    /// <summary>The rows in the order in which they were noted: a row that was refused later comes at the end.</summary>
    public IEnumerable<ImportedRow> Rows()
    {
        file.Flush();
        file.Position = 0;
        using var reader = new StreamReader(file, Encoding.UTF8, false, 64 * 1024, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            var row = JsonSerializer.Deserialize<ImportedRow>(line)!;
            if (row.Outcome == ImportOutcome.Refused || !corrected.Contains((row.File, row.Row)))
            {
                yield return row;
            }
        }

        file.Seek(0, SeekOrigin.End);
    }

    public void Dispose() => file.Dispose();
}
