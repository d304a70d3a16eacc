using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inpud.Registry.Api.Storage.Tables;

/// <summary>Writes datapackage.json: it translates the description of the tables into the terms of the Frictionless standard.</summary>
internal static class PackageDescription
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The properties of a field that the standard defines. Only this program reads the others.</summary>
    private static readonly string[] FieldKeys = ["name", "type", "format", "constraints"];

    /// <param name="described">The whole description.</param>
    /// <param name="package">The tables and fields that the package contains.</param>
    public static string Of(JsonObject described, DataPackage package)
    {
        var text = new JsonObject { ["profile"] = "tabular-data-package" };
        foreach (var (name, value) in described.Where(field => field.Key != "resources"))
        {
            text[name] = value!.DeepClone();
        }

        if (package.Private)
        {
            text["title"] = "The INPUD registry, with its private records";
            text["private"] = true;
            text["description"] =
                "For stewards alone: it names groups that are private, some of which live where they are criminalised. Keep it as you would keep them safe. "
                + (string)described["description"]!;
        }

        var tables = described["resources"]!.AsArray().ToDictionary(table => (string)table!["name"]!, table => table!.AsObject());
        text["resources"] = new JsonArray([.. package.Resources.Select(table => (JsonNode)TableOf(tables[table.Name], table))]);
        return text.ToJsonString(Json);
    }

    private static JsonObject TableOf(JsonObject described, DataTable table)
    {
        var schema = described["schema"]!.AsObject();
        var fields = schema["fields"]!.AsArray().ToDictionary(field => (string)field!["name"]!, field => field!.AsObject());
        var text = new JsonObject
        {
            ["name"] = table.Name,
            ["title"] = (string)described["title"]!,
            ["path"] = table.Path,
            ["format"] = "csv",
            ["mediatype"] = "text/csv",
            ["encoding"] = "utf-8",
            ["profile"] = "tabular-data-resource",
            ["schema"] = new JsonObject
            {
                ["fields"] = new JsonArray([.. table.Schema.Fields.Select(field => (JsonNode)FieldOf(fields[field.Name]))]),
                ["primaryKey"] = schema["primaryKey"]!.DeepClone(),
            },
        };
        if (table.Schema.ForeignKeys.Count > 0)
        {
            text["schema"]!["foreignKeys"] = JsonSerializer.SerializeToNode(table.Schema.ForeignKeys, JsonSerializerOptions.Web);
        }

        return text;
    }

    private static JsonObject FieldOf(JsonObject described) =>
        new(FieldKeys.Where(described.ContainsKey).Select(key => KeyValuePair.Create(key, described[key]?.DeepClone())));
}
