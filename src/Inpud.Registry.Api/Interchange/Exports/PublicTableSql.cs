using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Exports;

/// <summary>A table of the data package as anybody may read it.</summary>
internal static class PublicTableSql
{
    /// <summary>The names are those of the data package that ships with the program, never a user's text.</summary>
    public static string Of(DataTable table) =>
        $"select {string.Join(", ", table.Schema.Fields.Select(field => field.Name))} from public_{table.Name} order by {string.Join(", ", table.Schema.PrimaryKey)}";
}
