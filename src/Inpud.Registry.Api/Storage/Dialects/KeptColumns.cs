using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>What SQLite says of the columns of a kept statement, asked once. Dapper asks for each column at each use.</summary>
/// <remarks>
/// Dapper compiles how it reads a row anew whenever the type of a column is another than before. SQLite has a type for each value and none for a column that is worked out, so that an empty first row, such as a group
/// without a type, made every other list compile for milliseconds. So the type of a column is that of the first value that any connection met in it.
/// </remarks>
/// <param name="types">The types that were met in the columns of this text, for all connections.</param>
internal sealed class KeptColumns(ConcurrentDictionary<string, Type> types)
{
    /// <summary>SQLITE_STMTSTATUS_REPREPARE, see https://www.sqlite.org/c3ref/c_stmtstatus_counter.html.</summary>
    private const int Reprepared = 5;

    private string[] names = [];

    /// <summary>The types that were met, which stay.</summary>
    private Type?[] met = [];

    /// <summary>The types that the tables declare. To ask for one takes as long as to read a row.</summary>
    private Type?[] declared = [];
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
            (met, declared) = (new Type?[names.Length], new Type?[names.Length]);
            compiled = now;
        }
    }

    /// <summary>The type of a column. Where no row had a value in it yet, it is the one that the table declares.</summary>
    public Type TypeOf(SqliteDataReader reader, int column) =>
        (met[column] ??= MetOrNull(reader, column)) ?? (declared[column] ??= reader.GetFieldType(column));

    private Type? MetOrNull(SqliteDataReader reader, int column) =>
        types.TryGetValue(names[column], out var known) ? known
        : TypeOrNull(raw.sqlite3_column_type(reader.Handle, column)) is { } now ? types.GetOrAdd(names[column], now)
        : null;

    private static Type? TypeOrNull(int type) =>
        type switch
        {
            raw.SQLITE_INTEGER => typeof(long),
            raw.SQLITE_FLOAT => typeof(double),
            raw.SQLITE_TEXT => typeof(string),
            raw.SQLITE_BLOB => typeof(byte[]),
            _ => null,
        };
}
