using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Files;

namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>
/// What an import does, row by row. It is kept in a file that goes with it, so that memory does not grow with the import; nobody else can read it, since it names what is private.
/// </summary>
internal sealed class ImportJournal : IDisposable
{
    private readonly FileStream file = TemporaryFile.Create();

    private readonly Dictionary<ImportOutcome, int> counts = Enum.GetValues<ImportOutcome>().ToDictionary(outcome => outcome, _ => 0);

    /// <summary>The rows of which something else was found out later.</summary>
    private readonly HashSet<(string? File, int? Row)> corrected = [];

    /// <summary>How many rows do this.</summary>
    public int Count(ImportOutcome outcome) => counts[outcome];

    /// <summary>How many records and parts are made, changed or taken out.</summary>
    public int Changes => Count(ImportOutcome.New) + Count(ImportOutcome.Changed) + Count(ImportOutcome.Removed);

    public void Add(ImportedRow row)
    {
        counts[row.Outcome]++;
        JsonSerializer.Serialize(file, row);
        file.Write("\n"u8);
    }

    /// <summary>Notes that a row is refused after all.</summary>
    /// <param name="row">The row, with the reasons.</param>
    /// <param name="before">What it seemed to do; null where the file does not have it.</param>
    public void Refuse(ImportedRow row, ImportOutcome? before)
    {
        if (before is { } outcome && corrected.Add((row.File, row.Row)))
        {
            counts[outcome]--;
        }

        Add(row);
    }

    /// <summary>The rows, in the order in which they were found; those that are refused after all stand at the end.</summary>
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
