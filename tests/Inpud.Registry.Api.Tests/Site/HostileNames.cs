using System.Text.Json;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site;

/// <summary>What somebody can write into a name who means harm to its readers, put into every text of the registry.</summary>
internal static class HostileNames
{
    /// <summary>Letters that turn the direction of writing, which nothing ends, and one that ends what keeps them apart.</summary>
    public const string Turning = "\u202Egnorw\u2069\u202E\u2067 abc";

    /// <summary>Markup that ends a script, an attribute and a CDATA section.</summary>
    private const string Markup = "</script><script>alert(1)</script>\"onload='alert(2)' & <b> ]]> {0} &lt;i&gt;";

    /// <summary>A word that no line holds. No column takes a longer one.</summary>
    private static readonly string Long = new('W', 2000);

    public static IEnumerable<TestCaseData> All =>
        [
            new TestCaseData(Markup).SetArgDisplayNames("markup"),
            new TestCaseData(Turning).SetArgDisplayNames("turning"),
            new TestCaseData(Long).SetArgDisplayNames("long"),
        ];

    /// <summary>Writes the text into each column of the public tables that takes any text: as much of it as the column takes.</summary>
    public static async Task WriteAsync(RegistryServer server, string name)
    {
        var columns = RegistryTables
            .Public.Resources.SelectMany(table =>
                table.Schema.Fields.Where(field => TakesAnyText(table, field)).Select(field => (table, field))
            )
            .ToList();
        Assert.That(columns, Has.Count.GreaterThan(50));
        await server.WriteAsync([
            .. columns.Select(column =>
                (
                    $"update {column.table.Name} set {column.field.Name} = @name where {column.field.Name} is not null",
                    (object?)new { name = ValueOf(column.field, name) }
                )
            ),
        ]);
    }

    private static string ValueOf(DataField field, string name) =>
        field.Items is { } items ? JsonSerializer.Serialize(new[] { Cut(name, items) }) : Cut(name, field.Constraints);

    private static string Cut(string name, DataConstraints? bounds) =>
        bounds?.MaxLength is { } longest && longest < name.Length ? name[..longest] : name;

    private static bool TakesAnyText(DataTable table, DataField field) =>
        field
            is { Type: "string", Format: null or "name", Constraints: null or { Values: null, Pattern: null } }
                or { Type: "array", Items: { Values: null, Pattern: null } }
        // Countries and regions are reference data, which the program ships: only their names are texts.
        && (table.Name is not ("countries" or "regions") || field.Name == "name")
        && !table.Schema.PrimaryKey.Contains(field.Name)
        && !table.Schema.ForeignKeys.Any(key => key.Fields.Contains(field.Name));
}
