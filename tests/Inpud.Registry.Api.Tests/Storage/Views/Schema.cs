using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>What a row of a table says of another's: the column, and the table that it leads to.</summary>
internal sealed record Reference(string Column, string Table);

/// <summary>The tables of a database as it describes them itself.</summary>
internal sealed class Schema
{
    /// <summary>The columns by which a record is hidden.</summary>
    private static readonly string[] Hiding = ["withdrawn", "visibility"];

    private readonly Dictionary<string, IReadOnlyList<string>> columns = [];
    private readonly Dictionary<string, IReadOnlyList<Reference>> references = [];
    private readonly Dictionary<string, IReadOnlyList<string>> keys = [];

    public Schema(SqliteConnection connection)
    {
        foreach (
            var table in ViewReads.Texts(
                connection,
                "select name from sqlite_master where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite%' and name not like 'public!_%' escape '!'"
            )
        )
        {
            columns[table] = ViewReads.Texts(connection, $"select name from pragma_table_info('{table}')");
            keys[table] = ViewReads.Texts(connection, $"select name from pragma_table_info('{table}') where pk > 0 order by pk");
            references[table] =
            [
                .. ViewReads
                    .Texts(connection, $"select \"from\" || ' ' || \"table\" from pragma_foreign_key_list('{table}')")
                    .Select(reference => reference.Split(' '))
                    .Select(reference => new Reference(reference[0], reference[1])),
            ];
        }
    }

    public IEnumerable<string> Tables => columns.Keys;

    public IReadOnlyList<string> ColumnsOf(string table) => columns[table];

    public IReadOnlyList<string> KeyOf(string table) => keys[table];

    public IReadOnlyList<Reference> ReferencesOf(string table) => references[table];

    /// <summary>The columns by which a row is hidden itself.</summary>
    public IReadOnlyList<string> HidingColumnsOf(string table) => [.. columns[table].Intersect(Hiding)];

    /// <summary>What a row belongs to: hidden rows hide what belongs to them. It does not belong to what it cites, nor to who keeps it.</summary>
    public IEnumerable<Reference> OwnersOf(string table) =>
        references[table]
            .Where(reference =>
                reference.Column != "kept_by" && reference.Table != "sources" && reference.Table != table && CanBePrivate(reference.Table)
            );

    /// <summary>Whether some rows of the table are for stewards alone.</summary>
    public bool CanBePrivate(string table) =>
        HidingColumnsOf(table).Count > 0 || columns[table].Contains("kept_by") || OwnersOf(table).Any();

    /// <summary>Whether a column names rows, and tells nothing else of them.</summary>
    public bool IsKey(string table, string column) =>
        keys[table].Contains(column) || column == "anonymous_id" || references[table].Any(reference => reference.Column == column);
}
