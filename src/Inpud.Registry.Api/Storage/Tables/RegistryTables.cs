using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inpud.Registry.Api.Storage.Tables;

/// <summary>
/// The one description of the registry's tables, from <c>tables.json</c>. Writes, the bounds at every door, the views, the spreadsheet template,
/// exports, imports and the feed take their columns from it.
/// </summary>
internal static class RegistryTables
{
    private static readonly JsonObject Described = Read();

    /// <summary>All tables with all fields.</summary>
    public static DataPackage Full { get; } = Described.Deserialize(DataPackageJson.Default.DataPackage)! with { Private = true };

    /// <summary>The tables and fields that anybody may read.</summary>
    public static DataPackage Public { get; } =
        Full with
        {
            Private = false,
            Resources = [.. Full.Resources.Where(table => !table.Private).Select(WithoutPrivateFields)],
        };

    /// <summary>The tables that an import reads: all but the history, the applications and the proposals of the other registry: only that registry knows the links of its applications, and a proposal waits for stewards of its own.</summary>
    public static DataPackage ForImport { get; } =
        Full with
        {
            Resources = [.. Full.Resources.Where(table => !table.Private)],
            LeftOut = [.. Full.Resources.Where(table => table.Private).Select(table => table.Path)],
        };

    /// <summary>The licences of the data, by their names in SPDX.</summary>
    public static IReadOnlyList<string> Licences { get; } =
    [.. Described["licenses"]!.AsArray().Select(licence => (string)licence!["name"]!)];

    private static readonly Dictionary<string, DataTable> Tables = Full.Resources.ToDictionary(table => table.Name);

    /// <summary>A table with all fields.</summary>
    public static DataTable Of(string name) => Tables[name];

    /// <summary>The table of a file of a bundle; null for another file.</summary>
    public static DataTable? OfFileOrNull(string path) => Full.Resources.FirstOrDefault(table => table.Path == path);

    /// <summary>The tables whose rows are parts of records of a table.</summary>
    public static IEnumerable<DataTable> PartsOf(string table) => Full.Resources.Where(part => part.PartOf?.Table == table);

    /// <summary>The text of datapackage.json for the public tables.</summary>
    public static string DescribePublic() => PackageDescription.Of(Described, Public);

    /// <summary>The text of datapackage.json for all tables.</summary>
    public static string DescribeFull() => PackageDescription.Of(Described, Full);

    private static DataTable WithoutPrivateFields(DataTable table)
    {
        var fields = table.Schema.Fields.Where(field => !field.Private).ToList();
        return table with
        {
            Schema = table.Schema with
            {
                Fields = fields,
                ForeignKeys = [.. table.Schema.ForeignKeys.Where(key => fields.Exists(field => field.Name == key.Fields[0]))],
            },
        };
    }

    private static JsonObject Read()
    {
        using var stream = typeof(RegistryTables).Assembly.GetManifestResourceStream("tables.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
