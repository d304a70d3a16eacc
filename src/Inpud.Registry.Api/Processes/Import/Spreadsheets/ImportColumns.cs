using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Interchange.Spreadsheets;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Processes.Import.Spreadsheets;

/// <summary>A column of the spreadsheet of groups.</summary>
/// <param name="Name">Its name, in the first line.</param>
/// <param name="Meaning">What stands in it.</param>
/// <param name="Example">What could stand in it.</param>
/// <param name="Field">The field of a group that it is for.</param>
internal sealed record ImportColumn(string Name, string Meaning, string Example, string Field);

/// <summary>A cell that cannot be read, and why.</summary>
internal sealed record UnreadCell(string Column, string Code, string Why);

/// <summary>The columns of the spreadsheet of groups, and what a row of it states.</summary>
internal static partial class ImportColumns
{
    public static IReadOnlyList<ImportColumn> All { get; } =
    [
        new("id", "The registry's id; empty for a new group.", "", "id"),
        new("name", "The name.", "Kenyan Network of People who Use Drugs", "name"),
        new("country", "The country: a code (KE, KEN, 404), or its name in a language of the registry.", "Kenya", "country"),
        new("subdivision", "The part of the country, as ISO 3166-2 code.", "KE-30", "subdivision"),
        new("place", "The place.", "Nairobi", "place"),
        new("type", "union, association, collective or service.", "association", "type"),
        new("involvement", "How its members take part.", "", "involvement"),
        new("scope", "local, subnational, national or multinational.", "national", "scope"),
        new("goals", "What it wants to reach; several with | between them.", "Health | Rights", "goals"),
        new("fundingSources", "Who pays for it; several with | between them.", "", "fundingSources"),
        new("ledByPeopleWhoUseDrugs", "yes or no.", "yes", "ledByPeopleWhoUseDrugs"),
        new("leadershipBasis", "How its leadership is known.", "Its own statement.", "leadershipBasis"),
        new("founded", "Since when it exists: a year, a month or a day.", "2012", "period"),
        new("closed", "Until when it existed; empty where it goes on.", "", "period"),
        new("observed", "When the source saw it exist.", "2025-10", "observed"),
        new("keptBy", "The network whose stewards keep the record.", "africanpud", "keptBy"),
        new("source", "The id of the source, see /v1/sources.", "registry-curation", "source"),
        new("locator", "The part of the source.", "", "locator"),
        new("note", "What a reader must know besides.", "", "note"),
    ];

    /// <summary>Throws where the file has columns that are none of these.</summary>
    public static void Check(IReadOnlyList<string> columns)
    {
        var names = All.Select(column => column.Name).ToList();
        foreach (var column in columns.Where(column => !names.Contains(column, StringComparer.Ordinal)))
        {
            var near = Nearest.Of(column, names);
            throw new StorageException(
                $"Line 1: there is no column '{column}'.{(near is null ? "" : $" Did you mean '{near}'?")} /v1/import/template has the columns."
            );
        }
    }

    /// <summary>What a row states, as the fields of a group; a cell that cannot be read is a mistake with its column.</summary>
    public static (JsonObject Fields, IReadOnlyList<UnreadCell> Mistakes) Read(SpreadsheetRow row)
    {
        var fields = new JsonObject();
        var mistakes = new List<UnreadCell>();
        foreach (var (column, text) in row.Cells.Where(cell => cell.Key is not ("id" or "founded" or "closed")))
        {
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

            switch (column)
            {
                case "goals" or "fundingSources":
                    fields[column] = new JsonArray([
                        .. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                            .Select(part => (JsonNode)JsonValue.Create(part)),
                    ]);
                    break;
                case "ledByPeopleWhoUseDrugs":
                    ReadYesOrNo(text);
                    break;
                case "observed":
                    fields[column] = Date(column, text);
                    break;
                case "type" or "scope":
                    fields[column] = text.ToLowerInvariant();
                    break;
                default:
                    fields[column] = text;
                    break;
            }
        }

        if (row.Cells.ContainsKey("founded") || row.Cells.ContainsKey("closed"))
        {
            var from = row.Cells.TryGetValue("founded", out var founded) ? Date("founded", founded) : "";
            var until = row.Cells.TryGetValue("closed", out var closed) ? Date("closed", closed) : "..";
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

        void ReadYesOrNo(string text)
        {
            switch (text.ToLowerInvariant())
            {
                case "yes" or "true" or "y" or "1" or "x":
                    fields["ledByPeopleWhoUseDrugs"] = true;
                    break;
                case "no" or "false" or "n" or "0":
                    fields["ledByPeopleWhoUseDrugs"] = false;
                    break;
                default:
                    mistakes.Add(new UnreadCell("ledByPeopleWhoUseDrugs", "not-readable", $"'{text}' is neither yes nor no."));
                    break;
            }
        }
    }

    /// <summary>What a spreadsheet program would run, or shows in the place of what it could not: a name that stands there would be an accident at best.</summary>
    [GeneratedRegex(@"^([=@]|[+-](?![\d.\s])|#(REF!|NAME\?|N/A|VALUE!|DIV/0!|NULL!|NUM!|SPILL!)$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormulaOrItsError();
}
