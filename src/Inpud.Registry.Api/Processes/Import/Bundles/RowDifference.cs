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
                .Schema.Fields.Where(field => stated.ContainsKey(field.Name))
                .Select(field =>
                    (Field: field, Before: CellText.Of(field, present[field.Name]), After: CellText.Of(field, stated[field.Name]))
                )
                .Where(change => change.Before != change.After && !IsHiddenCount(table, change.Field, change.Before, change.After))
                .Select(change => new ImportDifference
                {
                    Field = change.Field.Name,
                    Before = JsonSerializer.Serialize(change.Before),
                    After = JsonSerializer.Serialize(change.After),
                }),
        ];

    /// <summary>A public export leaves a number below five empty, so an empty cell does not differ from such a number.</summary>
    private static bool IsHiddenCount(DataTable table, DataField field, string? before, string? after) =>
        table.Name == "individual_counts" && field.Name == "people" && after is null && before is ("0" or "1" or "2" or "3" or "4");
}
