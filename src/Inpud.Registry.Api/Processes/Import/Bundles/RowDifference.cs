using System.Text.Json;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>The differences between a row of a bundle and the registry's row.</summary>
internal static class RowDifference
{
    public static IReadOnlyList<ImportDifference> Between(
        DataTable table,
        IDictionary<string, object?> present,
        IReadOnlyDictionary<string, object?> stated
    ) =>
        [
            .. table
                .Schema.Fields.Where(field => stated.ContainsKey(field.Name) && !CarefulFields.IsOwn(field))
                .Select(field =>
                    (Field: field, Before: CellText.Of(field, present[field.Name]), After: CellText.Of(field, stated[field.Name]))
                )
                .Where(change =>
                    change.Before != change.After && !(CountFields.Contains(change.Field.Name) && IsHiddenCount(table, present, stated))
                )
                .Select(change => new ImportDifference
                {
                    Field = change.Field.Name,
                    Before = JsonSerializer.Serialize(change.Before),
                    After = JsonSerializer.Serialize(change.After),
                }),
        ];

    private static readonly string[] CountFields = ["people", "people_below"];

    /// <summary>
    /// Whether the row states a count as a public export shows it: such a row does not differ from the number itself. A public export says "fewer than five" for one to four people.
    /// One of an earlier version says nothing for zero to four.
    /// </summary>
    private static bool IsHiddenCount(DataTable table, IDictionary<string, object?> present, IReadOnlyDictionary<string, object?> stated) =>
        table.Name == "individual_counts"
        && stated.TryGetValue("people", out var people)
        && people is null
        && (
            stated.TryGetValue("people_below", out var below)
                ? below is not null && present["people"] is long and >= 1 and <= 4
                : present["people"] is long and >= 0 and <= 4
        );
}
