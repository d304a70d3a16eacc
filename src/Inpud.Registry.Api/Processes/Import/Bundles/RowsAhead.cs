using System.Text.Json;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>A row of a bundle with its cells read.</summary>
/// <param name="Row">The row.</param>
/// <param name="Columns">The columns of the table that its cells fill.</param>
/// <param name="Bad">The cells that cannot be read.</param>
internal sealed record ReadRow(TableRow Row, Dictionary<string, object?> Columns, IReadOnlyList<BadCell> Bad);

/// <summary>What the registry has of the next rows of a table, read for all of them at once.</summary>
/// <remarks>
/// A row of the bundle changes the registry's row of the same key alone, and no two rows of a file have one key. So what was read before the first of them holds for the last.
/// </remarks>
internal sealed class RowsAhead
{
    private const string RowNumber = "row_of_bundle";

    private readonly Dictionary<string, IDictionary<string, object?>> present = new(StringComparer.Ordinal);
    private readonly HashSet<string> taken;
    private readonly HashSet<string> touched;

    private RowsAhead(string resource, HashSet<string> taken, HashSet<string> touched) =>
        (Resource, this.taken, this.touched) = (resource, taken, touched);

    /// <summary>The kind of the records that the rows belong to.</summary>
    public string Resource { get; }

    /// <param name="write">The open write.</param>
    /// <param name="table">The table of the rows.</param>
    /// <param name="resource">The kind of the records that they belong to.</param>
    /// <param name="rows">The rows, each with the id of its record.</param>
    public static async Task<RowsAhead> ReadAsync(
        WriteSession write,
        DataTable table,
        string resource,
        IReadOnlyList<(ReadRow Row, string RecordId)> rows
    )
    {
        var keys = rows.Select(row => TableRowsSql.KeyOf(table, row.Row.Row.Cells)).ToList();
        var ahead = new RowsAhead(
            resource,
            await TakenRowsSql.TakenAsync(write, table.Path, keys),
            await TakenRowsSql.TouchedOfAsync(write, resource, rows.Select(row => row.RecordId))
        );
        var columns = table.Schema.PrimaryKey;
        var found = await write.QueryAsync<dynamic>(
            $"""
            select stated.key as {RowNumber}, t.*
            from json_each(@rows) as stated
            cross join {table.Name} as t
            where {string.Join(" and ", columns.Select((column, i) => $"t.{column} = {Stated(table, column, i)}"))}
            """,
            new { rows = JsonSerializer.Serialize(rows.Select(row => columns.Select(column => row.Row.Columns[column]))) }
        );
        foreach (var row in found.Cast<IDictionary<string, object?>>())
        {
            ahead.present[keys[(int)(long)row[RowNumber]!]] = row;
        }

        return ahead;
    }

    private static string Stated(DataTable table, string column, int place) =>
        table.Schema.Fields.Any(field => field.Name == column && field.Type == "integer")
            ? $"cast(stated.value ->> {place} as integer)"
            : $"stated.value ->> {place}";

    /// <summary>The registry's row with the key; null where it has none.</summary>
    public IDictionary<string, object?>? PresentOrNull(string key) => present.GetValueOrDefault(key);

    /// <summary>Notes that the row with the key is taken; false where one was before.</summary>
    public bool Take(string key) => taken.Add(key);

    /// <summary>Forgets that the row with the key was taken.</summary>
    public void Forget(string key) => taken.Remove(key);

    /// <summary>Notes that the record is touched; false where it was before.</summary>
    public bool Touch(string id) => touched.Add(id);
}
