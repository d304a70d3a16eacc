using System.Globalization;
using CsvHelper;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that can also be given as a table.</summary>
internal interface ICsvAnswer
{
    byte[] ToCsv();
}

/// <summary>A row that says how it looks as CSV. Columns are only ever added at the end: scripts may count on their order.</summary>
internal interface ICsvRow<TSelf>
{
    static abstract CsvColumns<TSelf> Columns { get; }
}

/// <summary>The columns of a table: a name, and the value that a row has there.</summary>
internal sealed class CsvColumns<T> : List<(string Name, Func<T, object?> Value)>
{
    public void Add(string name, Func<T, object?> value) => Add((name, value));

    /// <summary>RFC 4180, UTF-8; an unknown value is an empty cell.</summary>
    public byte[] Write(IEnumerable<T> rows)
    {
        // A text that begins like a formula gets an apostrophe in front: a spreadsheet then shows it and does not run it.
        var options = new CsvWriterOptions { Injection = CsvInjection.Escape };
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, options, true))
        {
            csv.WriteHeader(this.Select(column => column.Name).ToArray());
            foreach (var row in rows)
            {
                csv.WriteRecord(this.Select(column => Text(column.Value(row))).ToArray());
            }
        }

        return buffer.ToArray();
    }

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            bool yes => yes ? "true" : "false",
            Enum word => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString()),
            Period or PartialDate or EventDate or string => value.ToString(),
            IEnumerable<string> texts => string.Join("; ", texts),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value)),
        };
}
