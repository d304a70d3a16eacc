using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CsvHelper;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that can also be given as a table.</summary>
internal interface ICsvAnswer
{
    byte[] ToCsv();
}

/// <summary>A row that says its CSV columns. New columns are added only at the end, since scripts rely on the order.</summary>
internal interface ICsvRow<TSelf>
{
    /// <summary>The columns. A row that does not define them has its properties as columns.</summary>
    static virtual CsvColumns<TSelf> Columns => CsvColumns<TSelf>.OfProperties;
}

/// <summary>The columns of a table: a name, and the value that a row has there.</summary>
internal sealed class CsvColumns<T> : List<(string Name, Func<T, object?> Value)>
{
    /// <summary>
    /// A column for each property, in the order of their declaration. Declare a new property last, so that its column is the last. A citation is three columns.
    /// </summary>
    public static CsvColumns<T> OfProperties { get; } =
    [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken).SelectMany(Of)];

    /// <summary>The columns that stood there from the beginning, in their order, and behind them one for each other property.</summary>
    public static CsvColumns<T> BeginningWith(params IReadOnlyList<string> names) =>
        [
            .. names.Select(name => OfProperties.Single(column => column.Name == name)),
            .. OfProperties.Where(column => !names.Contains(column.Name)),
        ];

    public void Add(string name, Func<T, object?> value) => Add((name, value));

    private static IEnumerable<(string Name, Func<T, object?> Value)> Of(PropertyInfo property) =>
        property.PropertyType == typeof(Citation)
            ?
            [
                ("source", row => ((Citation)property.GetValue(row)!).Source),
                ("note", row => ((Citation)property.GetValue(row)!).Note),
                // After the note, which older scripts take for the last column.
                ("locator", row => ((Citation)property.GetValue(row)!).Locator),
            ]
            : [(JsonNamingPolicy.CamelCase.ConvertName(property.Name), row => property.GetValue(row))];

    /// <summary>RFC 4180, UTF-8; an unknown value is an empty cell.</summary>
    public byte[] Write(IEnumerable<T> rows)
    {
        // A text that begins like a formula gets an apostrophe in front, so that a spreadsheet program shows it and does not run it.
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
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Enum word => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString()),
            Period or PartialDate or EventDate => value.ToString(),
            string text => FormulaSigns.Broken(text),
            IEnumerable<string> texts => FormulaSigns.Broken(string.Join("; ", texts)),
            System.Collections.IEnumerable values => string.Join("; ", values.Cast<object>().Select(Text)),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"A cell cannot hold a {value.GetType().Name}.", nameof(value)),
        };
}
