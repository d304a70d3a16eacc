using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>What SQLite says of the columns of a kept statement, asked once. Dapper asks for each column at each use.</summary>
internal sealed class KeptColumns
{
    /// <summary>SQLITE_STMTSTATUS_REPREPARE, see https://www.sqlite.org/c3ref/c_stmtstatus_counter.html.</summary>
    private const int Reprepared = 5;

    private string[] names = [];
    private Type?[] typesOfNull = [];
    private int compiled = -1;

    public int Count => names.Length;

    public string NameOf(int column) => names[column];

    /// <summary>Looks again where SQLite has compiled the statement anew, since its columns may be others then.</summary>
    public void Look(SqliteDataReader reader)
    {
        var now = raw.sqlite3_stmt_status(reader.Handle, Reprepared, 0);
        if (now != compiled)
        {
            names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
            (typesOfNull, compiled) = (new Type?[names.Length], now);
        }
    }

    /// <summary>The type of the value in a row. Where there is none, it is the one that the table declares, and that takes long to find out.</summary>
    public Type TypeOf(SqliteDataReader reader, int column) =>
        raw.sqlite3_column_type(reader.Handle, column) switch
        {
            raw.SQLITE_INTEGER => typeof(long),
            raw.SQLITE_FLOAT => typeof(double),
            raw.SQLITE_TEXT => typeof(string),
            raw.SQLITE_BLOB => typeof(byte[]),
            _ => typesOfNull[column] ??= reader.GetFieldType(column),
        };
}
