using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site;

/// <summary>What somebody can write into a name who means harm to its readers, put into every text of the registry.</summary>
internal static class HostileNames
{
    /// <summary>Markup that ends a script, an attribute and a CDATA section; letters that turn the direction of writing, and end what keeps them apart; a word that no line holds.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "</script><script>alert(1)</script>\"onload='alert(2)' & <b> ]]> {0} &lt;i&gt;",
        "\u202Egnorw\u2069\u202E\u2067 abc",
        new('W', 300),
    ];

    /// <summary>Writes the text into each column of the public tables that takes any text.</summary>
    public static async Task WriteAsync(RegistryServer server, string name)
    {
        var columns = RegistryTables
            .Public.Resources.SelectMany(table =>
                table.Schema.Fields.Where(field => TakesAnyText(table, field)).Select(field => (table, field))
            )
            .ToList();
        Assert.That(columns, Has.Count.GreaterThan(40));
        await server.WriteAsync([
            .. columns.Select(column =>
                ($"update {column.table.Name} set {column.field.Name} = @name where {column.field.Name} is not null", (object?)new { name })
            ),
        ]);
    }

    private static bool TakesAnyText(DataTable table, DataField field) =>
        field is { Type: "string", Format: null, Constraints: null or { Values: null, Pattern: null } }
        // Countries and regions are reference data, which the program ships: only their names are texts.
        && (table.Name is not ("countries" or "regions") || field.Name == "name")
        && !table.Schema.PrimaryKey.Contains(field.Name)
        && !table.Schema.ForeignKeys.Any(key => key.Fields.Contains(field.Name));
}
