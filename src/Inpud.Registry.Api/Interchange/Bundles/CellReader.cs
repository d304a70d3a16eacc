using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.ExternalIds;
using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Api.Interchange.Bundles;

/// <summary>A cell that cannot be read, with the reason.</summary>
internal sealed record BadCell(string Field, string Why);

/// <summary>Turns one row of CSV text into stored columns, or says which cells are wrong and why. It leaves out the columns that the file does not have.</summary>
internal static partial class CellReader
{
    private const int LongestText = 10_000;
    private const int LongestShown = 100;

    public static Dictionary<string, object?> Read(
        IReadOnlyList<DataField> fields,
        IReadOnlyDictionary<string, string> cells,
        ICollection<BadCell> bad
    )
    {
        var row = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in fields.Where(field => cells.ContainsKey(field.Name)))
        {
            try
            {
                ReadCell(field, cells, row);
            }
            catch (Exception e) when (e is FormatException or JsonException)
            {
                bad.Add(new BadCell(field.Name, e is JsonException ? $"'{cells[field.Name]}' is no JSON list of texts." : e.Message));
            }
        }

        return row;
    }

    private static void ReadCell(DataField field, IReadOnlyDictionary<string, string> cells, Dictionary<string, object?> row)
    {
        var text = cells[field.Name];
        row[field.Name] = text.Length == 0 ? Missing(field) : Typed(field, text);
        switch (field.Format)
        {
            case "name":
                row[field.Name + "_key"] = UniqueName.Of(text);
                row[field.Name + "_order"] = NameOrder.Of(text);
                break;
            case "edtf-event":
                AddDays(row, Period.Parse($"{EventDate.Parse(text).First}/..", null));
                break;
            case "edtf-period" when text.Length == 0:
                foreach (var column in field.Columns)
                {
                    row[column] = null;
                }

                break;
            case "edtf-period":
                // A wrong observation is reported for its own cell, and not for the period.
                var observed = PartialDate.TryParse(cells["observed"], out _, out _) ? cells["observed"] : null;
                AddDays(row, Period.Parse(text, observed));
                break;
            // A wrong scheme is reported for its own cell, and not for the id.
            case "external-id" when Kebab.Names<ExternalIdScheme>().Contains(cells["scheme"]):
                var form = ExternalIdForm.Of(Kebab.Parse<ExternalIdScheme>(cells["scheme"]));
                row[field.Name] = form.Fits(text) ? text : throw Wrong(field, text, form.Mend);
                break;
            default:
                break;
        }
    }

    private static object? Missing(DataField field) =>
        field.IsRequired ? throw new FormatException($"'{field.Name}' is empty; it is required.") : null;

    private static object Typed(DataField field, string text)
    {
        if (text.Length > LongestText)
        {
            throw new FormatException($"'{field.Name}' has {text.Length} characters; at most {LongestText} are taken.");
        }

        return field.Type switch
        {
            "integer" => Number(field, text),
            "boolean" => text switch
            {
                "true" => true,
                "false" => false,
                _ => throw Wrong(field, text, "It is true or false."),
            },
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? text
                : throw Wrong(field, text, "It is a day, such as 2026-01-15."),
            "array" => List(field, text),
            _ => Text(field, text),
        };
    }

    private static long Number(DataField field, string text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw Wrong(field, text, "It is a whole number.");
        }

        return FieldBounds.MistakeOrNull(field.Constraints, number) is { } mistake ? throw Wrong(field, text, mistake) : number;
    }

    private static string List(DataField field, string text)
    {
        var items = JsonSerializer.Deserialize<string?[]>(text) ?? throw Wrong(field, text, "It is a list.");
        return FieldBounds.MistakeOrNull(field, items) is { } mistake ? throw Wrong(field, text, mistake) : JsonSerializer.Serialize(items);
    }

    private static string Text(DataField field, string text)
    {
        if (FieldBounds.MistakeOrNull(field, text) is { } mistake)
        {
            throw Wrong(field, text, mistake);
        }

        return field.Format switch
        {
            "edtf" => PartialDate.Parse(text).Text,
            "name" => UniqueName.Of(text).Length > 0 ? text : throw Wrong(field, text, "A name has a letter or a digit."),
            "uri" or "https" when !WebAddress.IsOne(text, takesHttp: field.Format == "uri") => throw Wrong(
                field,
                text,
                WebAddress.Sentence(takesHttp: field.Format == "uri")
            ),
            "id" when !Id().IsMatch(text) => throw new FormatException(
                $"'{Shown(text)}' is no id: an id has small Latin letters, digits and hyphens, and at most 200 of them."
            ),
            _ => text,
        };
    }

    private static FormatException Wrong(DataField field, string text, string why) => new($"'{field.Name}' is '{Shown(text)}'. {why}");

    private static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "…";

    private static void AddDays(Dictionary<string, object?> row, Period period)
    {
        foreach (var (column, day) in PeriodColumns.Of(period))
        {
            row[column] = day;
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,199}$", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
