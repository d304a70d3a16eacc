using System.Globalization;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Interchange.Exports;

/// <summary>Writes the public tables into a new SQLite file that any tool can open. It has plain tables with their keys, and not this program's schema.</summary>
internal static class SqliteFile
{
    /// <summary>Errors that only a file which is written has: a full disk, a folder without rights. The same types of errors of the registry have other codes.</summary>
    private static readonly int[] OfWriting = [8, 10, Full, 14];

    private const int Full = 13;

    /// <summary>ENOSPC.</summary>
    private const int NoSpace = 28;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(string path, DataPackage package, ReadSession read, IWork work, CancellationToken ct)
    {
        try
        {
            await WriteTablesAsync(path, package, read, work, ct);
        }
        catch (SqliteException e) when (OfWriting.Contains(e.SqliteErrorCode))
        {
            // A full disk is told by this number, as of any other file.
            throw new IOException($"The file {path} cannot be written: {e.Message}", e)
            {
                HResult = e.SqliteErrorCode == Full ? NoSpace : e.HResult,
            };
        }
    }

    private static async Task WriteTablesAsync(string path, DataPackage package, ReadSession read, IWork work, CancellationToken ct)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            ForeignKeys = true,
        };
        await using var file = new SqliteConnection(connection.ConnectionString);
        await file.OpenAsync(ct);
        await using var transaction = file.BeginTransaction();
        // References are checked at the end, since a region can come before the region that contains it.
        await ExecuteAsync(file, transaction, "pragma defer_foreign_keys = on");
        foreach (var table in package.Resources)
        {
            await ExecuteAsync(file, transaction, TableOf(table));
        }

        work.Begin("Writing the tables", package.Resources.Count);
        foreach (var table in package.Resources)
        {
            await FillAsync(file, transaction, table, read, ct);
            work.Advance(1);
        }

        await transaction.CommitAsync(ct);
    }

    private static string TableOf(DataTable table)
    {
        var columns = table.Schema.Fields.Select(field =>
            $"{field.Name} {(field.Type is "integer" or "boolean" ? "integer" : "text")}{(field.Constraints?.Required == true ? " not null" : "")}"
        );
        var references = table.Schema.ForeignKeys.Select(key =>
            $"foreign key ({string.Join(", ", key.Fields)}) references {key.Reference.Table(table)} ({string.Join(", ", key.Reference.Fields)})"
        );
        string[] keys = [$"primary key ({string.Join(", ", table.Schema.PrimaryKey)})", .. references];
        return $"create table {table.Name} (\n    {string.Join(",\n    ", columns.Concat(keys))}\n)";
    }

    private static async Task FillAsync(
        SqliteConnection file,
        SqliteTransaction transaction,
        DataTable table,
        ReadSession read,
        CancellationToken ct
    )
    {
        await using var insert = file.CreateCommand();
        insert.Transaction = transaction;
        var names = table.Schema.Fields.Select(field => field.Name).ToList();
        insert.CommandText =
            $"insert into {table.Name} ({string.Join(", ", names)}) values ({string.Join(", ", names.Select(name => "@" + name))})";
        foreach (var name in names)
        {
            insert.Parameters.Add(new SqliteParameter("@" + name, null));
        }

        await foreach (var row in read.RowsAsync(PublicTableSql.Of(table)))
        {
            ct.ThrowIfCancellationRequested();
            for (var i = 0; i < names.Count; i++)
            {
                insert.Parameters[i].Value = row[names[i]] is { } value ? ValueOf(value) : DBNull.Value;
            }

            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    private static object ValueOf(object value) => value is string text ? text : Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private static async Task ExecuteAsync(SqliteConnection file, SqliteTransaction transaction, string sql)
    {
        await using var command = file.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
