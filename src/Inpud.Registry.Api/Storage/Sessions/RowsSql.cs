using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Inserts and updates rows. The names of tables and columns come from the code and from the data package that ships with it, never from a user.</summary>
internal static class RowsSql
{
    public static Task InsertAsync(WriteSession write, string table, IReadOnlyDictionary<string, object?> row)
    {
        var columns = string.Join(", ", row.Keys);
        write
            .Statement($"insert into {table} ({columns}) values (@{columns.Replace(" ", " @", StringComparison.Ordinal)})", row.Keys)
            .Run([.. row.Values]);
        return Task.CompletedTask;
    }

    /// <summary>The row with the id, by its columns; null where there is none.</summary>
    public static async Task<IDictionary<string, object?>?> FindOrNullAsync(WriteSession write, string table, string id) =>
        await StoredAsync(write, table, "id", id) is [var row] ? row : null;

    /// <summary>Sets the columns of the row with the id; the id itself stays.</summary>
    /// <remarks>It sets only those that have another value. SQLite writes every index anew of which a column is set, whatever the value.</remarks>
    public static async Task UpdateAsync(WriteSession write, string table, string id, IReadOnlyDictionary<string, object?> row) =>
        await UpdateAsync(write, table, id, await FindOrNullAsync(write, table, id), row);

    /// <summary>The same for a row that the write has read.</summary>
    public static async Task UpdateAsync(
        WriteSession write,
        string table,
        string id,
        IDictionary<string, object?>? stored,
        IReadOnlyDictionary<string, object?> row
    )
    {
        var changed = row.Where(column => column.Key != "id" && !(stored is not null && IsStored(column, stored))).ToList();
        if (changed.Count > 0)
        {
            await write.ExecuteAsync(
                $"update {table} set {string.Join(", ", changed.Select(column => $"{column.Key} = @{column.Key}"))} where id = @id",
                new Dictionary<string, object?>(changed) { ["id"] = id }
            );
        }
    }

    /// <summary>Updates the row with the key, or inserts it. It does not delete the row first, since other rows refer to it.</summary>
    public static Task PutAsync(WriteSession write, string table, string keyColumn, string key, IReadOnlyDictionary<string, object?> row)
    {
        var values = new Dictionary<string, object?>(row) { [keyColumn] = key };
        return write.ExecuteAsync(
            $"""
            insert into {table} ({string.Join(", ", values.Keys)}) values ({string.Join(", ", values.Keys.Select(column => "@" + column))})
            on conflict ({keyColumn}) do update set {string.Join(", ", row.Keys.Select(column => $"{column} = excluded.{column}"))}
            """,
            values
        );
    }

    /// <summary>
    /// Replaces the parts of a record, where they are others than those that it has. The owner's column is null where the registry has a single such record, which owns all rows. A new record has
    /// none to replace.
    /// </summary>
    public static async Task ReplaceAsync(
        WriteSession write,
        string table,
        string? ownerColumn,
        string owner,
        IReadOnlyList<IReadOnlyDictionary<string, object?>> rows,
        bool isNew
    )
    {
        if (!isNew)
        {
            var stored = await StoredAsync(write, table, ownerColumn, owner);
            if (stored.Count == rows.Count && rows.All(row => stored.Count(kept => row.All(column => IsStored(column, kept))) == 1))
            {
                return;
            }

            await write.ExecuteAsync($"delete from {table}{Owned(ownerColumn)}", new { owner });
        }

        foreach (var row in rows)
        {
            var owned = new Dictionary<string, object?>(row);
            if (ownerColumn is not null)
            {
                owned[ownerColumn] = owner;
            }

            await InsertAsync(write, table, owned);
        }
    }

    private static async Task<IReadOnlyList<IDictionary<string, object?>>> StoredAsync(
        WriteSession write,
        string table,
        string? ownerColumn,
        string owner
    ) =>
        [
            .. (await write.QueryAsync<dynamic>($"select * from {table}{Owned(ownerColumn)}", new { owner })).Cast<
                IDictionary<string, object?>
            >(),
        ];

    private static string Owned(string? ownerColumn) => ownerColumn is null ? "" : $" where {ownerColumn} = @owner";

    private static bool IsStored(KeyValuePair<string, object?> column, IDictionary<string, object?> stored) =>
        (column.Value, stored[column.Key]) switch
        {
            (bool value, long number) => number == (value ? 1 : 0),
            (int value, long number) => number == value,
            var (value, other) => Equals(value, other),
        };

    public static Task WithdrawAsync(WriteSession write, string table, string id) =>
        write.ExecuteAsync($"update {table} set withdrawn = @now where id = @id", new { id, now = Instant.Text(write.Now) });
}
