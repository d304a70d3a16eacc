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

    /// <summary>Sets the columns of the row with the id; the id itself stays.</summary>
    public static Task UpdateAsync(WriteSession write, string table, string id, IReadOnlyDictionary<string, object?> row)
    {
        var values = new Dictionary<string, object?>(row) { ["id"] = id };
        var columns = row.Keys.Where(column => column != "id").Select(column => $"{column} = @{column}");
        return write.ExecuteAsync($"update {table} set {string.Join(", ", columns)} where id = @id", values);
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

    /// <summary>Replaces the parts of a record. The owner's column is null where the registry has a single such record, which owns all rows. A new record has none to replace.</summary>
    public static async Task ReplaceAsync(
        WriteSession write,
        string table,
        string? ownerColumn,
        string owner,
        IEnumerable<IReadOnlyDictionary<string, object?>> rows,
        bool isNew
    )
    {
        if (isNew)
        {
            // Nothing to delete.
        }
        else if (ownerColumn is null)
        {
            await write.ExecuteAsync($"delete from {table}");
        }
        else
        {
            await write.ExecuteAsync($"delete from {table} where {ownerColumn} = @owner", new { owner });
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

    public static Task WithdrawAsync(WriteSession write, string table, string id) =>
        write.ExecuteAsync($"update {table} set withdrawn = @now where id = @id", new { id, now = Instant.Text(write.Now) });
}
