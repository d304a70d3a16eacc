using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Interchange.Spreadsheets;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Api.Processes.Import.Spreadsheets;

/// <summary>A column of the spreadsheet of groups.</summary>
/// <param name="Name">The column's name, in the first line.</param>
/// <param name="Meaning">The meaning of the column's values.</param>
/// <param name="Example">An example of a value.</param>
/// <param name="Field">The field of a group that the column fills.</param>
internal sealed record ImportColumn(string Name, string Meaning, string Example, string Field);

/// <summary>A cell that cannot be read, and why.</summary>
internal sealed record UnreadCell(string Column, string Code, string Why);

/// <summary>The columns of the spreadsheet of groups, and how the import reads its rows.</summary>
internal static partial class ImportColumns
{
    private static readonly DataTable Groups = RegistryTables.Of("groups");

    /// <summary>A column for each field of a group that has a title, with its name in the API. A period has two columns, since nobody writes an interval into a cell.</summary>
    public static IReadOnlyList<ImportColumn> All { get; } =
    [
        .. Groups
            .Schema.Fields.Where(field => field.Title is not null)
            .SelectMany(field =>
                field.Format == "edtf-period"
                    ?
                    [
                        new ImportColumn(From, "Since when it exists: a year, a month or a day.", "2012", field.ApiName),
                        new ImportColumn(Until, "Until when it existed; empty where it goes on.", "", field.ApiName),
                    ]
                    : new[] { new ImportColumn(field.ApiName, field.Title!, field.Example ?? "", field.ApiName) }
            ),
        new ImportColumn(
            Since,
            "Since when a change of the name, country, place, type or leadership of a known group holds: a date, or unknown. Empty for a new group.",
            "",
            Since
        ),
        new ImportColumn(
            Correction,
            "yes where the change of a known group mends a mistake: what was there before never held.",
            "",
            Correction
        ),
    ];

    private const string Since = "since";
    private const string Correction = "correction";
    private const string From = "founded";
    private const string Until = "closed";

    /// <summary>Throws where the file has a column that is not in the list.</summary>
    public static void Check(Spreadsheet sheet)
    {
        var names = All.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        if (sheet.Columns.FirstOrDefault(column => column.Length > 0 && !names.Contains(column)) is not { } unknown)
        {
            return;
        }

        var near = Nearest.Of(unknown, names) ?? Nearest.Of(unknown, names.SelectMany(name => HeaderNames.Of(name).Values));
        throw new StorageException(
            $"{sheet.Start}: there is no column '{unknown}'.{(near is null ? "" : $" Did you mean '{near}'?")} /v1/import/template has the columns."
        );
    }

    /// <summary>Reads a row into the fields of a group. A cell that cannot be read becomes a mistake with its column.</summary>
    public static (JsonObject Fields, IReadOnlyList<UnreadCell> Mistakes) Read(SpreadsheetRow row)
    {
        var fields = new JsonObject();
        var mistakes = new List<UnreadCell>();
        foreach (var (column, text) in row.Cells.Where(cell => cell.Key is not ("id" or From or Until)))
        {
            if (!TextRule.Unicode.Holds(text))
            {
                // Office can write half a surrogate pair, and JSON would have U+FFFD in its place.
                mistakes.Add(new UnreadCell(column, TextRule.Unicode.Code, TextRule.Unicode.Sentence));
                continue;
            }

            if (FormulaOrItsError().IsMatch(text))
            {
                mistakes.Add(
                    new UnreadCell(
                        column,
                        "formula",
                        $"'{text}' is a formula, or the error of one. Write the value: paste it over the formula."
                    )
                );
                continue;
            }

            switch (Groups.FindByPropertyOrNull(column))
            {
                case null when column == Since:
                    fields[column] = UniqueName.Of(text) == "unknown" ? "unknown" : Date(column, text);
                    break;
                case null:
                    ReadYesOrNo(column, text);
                    break;
                case { Type: "array" }:
                    fields[column] = new JsonArray([
                        .. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                            .Select(part => (JsonNode)JsonValue.Create(part)),
                    ]);
                    break;
                case { Type: "boolean" }:
                    ReadYesOrNo(column, text);
                    break;
                case { Format: "edtf" }:
                    fields[column] = Date(column, text);
                    break;
                case { Constraints.Values: { } words }:
                    fields[column] = WordOf(text, words);
                    break;
                default:
                    fields[column] = text;
                    break;
            }
        }

        if (row.Cells.ContainsKey(From) || row.Cells.ContainsKey(Until))
        {
            var from = row.Cells.TryGetValue(From, out var founded) ? Date(From, founded) : "";
            var until = row.Cells.TryGetValue(Until, out var closed) ? Date(Until, closed) : "..";
            fields["period"] = $"{from}/{until}";
        }

        return (fields, mistakes);

        string? Date(string column, string text)
        {
            var date = SpreadsheetDate.Read(text, out var reason);
            if (date is null)
            {
                mistakes.Add(new UnreadCell(column, "not-readable", reason!));
            }

            return date;
        }

        void ReadYesOrNo(string column, string text)
        {
            if (YesOrNo.Read(text) is { } answer)
            {
                fields[column] = answer;
            }
            else
            {
                mistakes.Add(new UnreadCell(column, "not-readable", $"'{text}' is neither yes nor no. Write yes or no."));
            }
        }
    }

    /// <summary>The word of the list that a text means, whatever its case and spaces; the text itself where there is none.</summary>
    private static string WordOf(string text, IEnumerable<string> words) =>
        words.FirstOrDefault(word => UniqueName.Of(word) == UniqueName.Of(text)) ?? text;

    /// <summary>
    /// A formula that a spreadsheet program would run, or the error that it shows where a formula fails, in whatever language: <c>#REF!</c>, <c>#¡DIV/0!</c>, <c>#ССЫЛКА!</c>, <c>Err:502</c>. Nobody
    /// means such a text as a name.
    /// </summary>
    [GeneratedRegex(
        @"^([=@]|[+-](?![\d.\s])|(#[¡¿]?\p{Lu}[\p{Lu}\p{N}_/ ]*[!?]|#N/[AD]|#NV|#Н/Д|Err:\d+)$)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex FormulaOrItsError();
}
