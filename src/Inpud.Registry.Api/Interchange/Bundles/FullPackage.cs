using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Interchange.Bundles;

/// <summary>The data package with what is private: the columns that the public views leave out, and the tables that they do not show. Keys and links are in neither.</summary>
internal static class FullPackage
{
    private static readonly Dictionary<string, string[]> PrivateFields = new(StringComparer.Ordinal)
    {
        ["sources"] = ["kept_by", "withdrawn"],
        ["networks"] = ["withdrawn"],
        ["headquarters"] = ["withdrawn"],
        ["claims"] = ["withdrawn"],
        ["people"] = ["kept_by", "withdrawn"],
        ["groups"] = ["kept_by", "withdrawn", "anonymous_id"],
        ["consents"] = ["given_to", "ended"],
        ["memberships"] = ["withdrawn"],
        ["individual_counts"] = ["withdrawn"],
        ["seat_terms"] = ["withdrawn"],
        ["office_terms"] = ["withdrawn"],
        ["posts"] = ["withdrawn"],
        ["post_terms"] = ["withdrawn"],
    };

    private static readonly (string Name, string Title, string[] Fields)[] PrivateTables =
    [
        (
            "applications",
            "Groups that asked a network to admit them",
            ["id", "network_id", "state", "stated", "message", "received", "decided", "group_id", "membership_id"]
        ),
        (
            "changes",
            "Who changed what, when and why",
            ["id", "at", "actor", "action", "resource", "resource_id", "before", "after", "reason", "cause", "checksum"]
        ),
    ];

    /// <summary>Whether records of the table can be withdrawn.</summary>
    public static bool IsWithdrawable(string table) => PrivateFields.GetValueOrDefault(table, []).Contains("withdrawn");

    /// <summary>The text of datapackage.json for it, made from that of the public package.</summary>
    public static string Describe(string publicDescription)
    {
        var package = JsonNode.Parse(publicDescription)!.AsObject();
        package["title"] = "The INPUD registry, with its private records";
        package["private"] = true;
        package["description"] =
            "For stewards alone: it names groups that are private, some of which live where they are criminalised. Keep it as you would keep them safe. "
            + (string)package["description"]!;
        var tables = package["resources"]!.AsArray();
        foreach (var table in tables.Select(table => table!.AsObject()))
        {
            var fields = table["schema"]!["fields"]!.AsArray();
            foreach (var field in PrivateFields.GetValueOrDefault((string)table["name"]!, []))
            {
                fields.Add((JsonNode)Field(field));
            }
        }

        foreach (var (name, title, fields) in PrivateTables)
        {
            tables.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = name,
                        ["title"] = title,
                        ["path"] = $"{name}.csv",
                        ["format"] = "csv",
                        ["mediatype"] = "text/csv",
                        ["encoding"] = "utf-8",
                        ["profile"] = "tabular-data-resource",
                        ["schema"] = new JsonObject
                        {
                            ["fields"] = new JsonArray([.. fields.Select(field => (JsonNode)Field(field))]),
                            ["primaryKey"] = new JsonArray("id"),
                        },
                    }
            );
        }

        return package.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    /// <summary>The tables of it that a registry takes in: not the history, which is that of another registry, and not the applications, whose links only that one knows.</summary>
    public static DataPackage ForImport(string publicDescription)
    {
        var full = DataPackage.Parse(Describe(publicDescription));
        var leftOut = PrivateTables.Select(table => table.Name).ToHashSet();
        return full with
        {
            Resources = [.. full.Resources.Where(table => !leftOut.Contains(table.Name))],
            LeftOut = [.. full.Resources.Where(table => leftOut.Contains(table.Name)).Select(table => table.Path)],
        };
    }

    /// <summary>A table with all of its rows.</summary>
    public static string Sql(DataTable table) =>
        $"select {string.Join(", ", table.Schema.Fields.Select(field => field.Name))} from {table.Name} order by {string.Join(", ", table.Schema.PrimaryKey)}";

    private static JsonObject Field(string name) => new() { ["name"] = name, ["type"] = "string" };
}
