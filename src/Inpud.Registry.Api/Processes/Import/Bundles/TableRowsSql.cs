using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>Reads and writes rows of any table of the data package, by their keys. The names of tables and columns come from the shipped package, never from a user.</summary>
internal static class TableRowsSql
{
    /// <summary>The text of a row's key, as one value.</summary>
    public static string KeyOf(DataTable table, IReadOnlyDictionary<string, string> cells) =>
        string.Join('|', table.Schema.PrimaryKey.Select(column => cells[column]));

    /// <summary>The SQL expression that gives the same text for a row in the database.</summary>
    public static string KeyExpression(DataTable table, string alias) =>
        string.Join(" || '|' || ", table.Schema.PrimaryKey.Select(column => $"cast({alias}.{column} as text)"));

    /// <summary>A row as the registry keeps it, or with the prefix of the public views as it shows it; null where there is none.</summary>
    public static async Task<IDictionary<string, object?>?> FindOrNullAsync(
        IQuerySession session,
        DataTable table,
        IReadOnlyDictionary<string, object?> row,
        string prefix = ""
    )
    {
        var rows = await session.QueryAsync<dynamic>($"select * from {prefix}{table.Name} where {HasKey(table)}", Keys(table, row));
        return rows.Count == 0 ? null : (IDictionary<string, object?>)rows[0];
    }

    /// <summary>True where the record was withdrawn.</summary>
    public static async Task<bool> IsWithdrawnAsync(IQuerySession session, string table, string id) =>
        (await session.QueryAsync<int>($"select 1 from {table} where id = @id and withdrawn is not null", new { id })).Count > 0;

    public static Task UpdateAsync(
        WriteSession write,
        DataTable table,
        IReadOnlyDictionary<string, object?> row,
        IReadOnlyCollection<string> columns
    )
    {
        var values = Keys(table, row);
        foreach (var column in columns)
        {
            values[column] = row[column];
        }

        return write.ExecuteAsync(
            $"update {table.Name} set {string.Join(", ", columns.Select(column => $"{column} = @{column}"))} where {HasKey(table)}",
            values
        );
    }

    public static Task DeleteAsync(WriteSession write, DataTable table, IReadOnlyDictionary<string, object?> row) =>
        write.ExecuteAsync($"delete from {table.Name} where {HasKey(table)}", Keys(table, row));

    private static string HasKey(DataTable table) =>
        string.Join(" and ", table.Schema.PrimaryKey.Select(column => $"{column} = @{column}"));

    private static Dictionary<string, object?> Keys(DataTable table, IReadOnlyDictionary<string, object?> row) =>
        table.Schema.PrimaryKey.ToDictionary(column => column, column => row[column]);
}
