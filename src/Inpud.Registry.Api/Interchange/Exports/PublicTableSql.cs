using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Exports;

/// <summary>The query for the public rows of a table of the data package.</summary>
internal static class PublicTableSql
{
    /// <summary>The names of tables and columns come from the data package that ships with the program, never from a user.</summary>
    public static string Of(DataTable table) =>
        $"select {string.Join(", ", table.Schema.Fields.Select(field => field.Name))} from public_{table.Name} order by {string.Join(", ", table.Schema.PrimaryKey)}";
}
