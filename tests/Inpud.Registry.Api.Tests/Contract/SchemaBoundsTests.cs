using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Contract;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>A client reads from the schema what the registry takes: how much, and of what form.</summary>
internal sealed class SchemaBoundsTests
{
    private static readonly JsonElement Document = RegistryServer.Contract();
    private static readonly string[] OfTexts = ["maxLength", "minLength", "pattern", "enum", "format"];

    [Test]
    public void List_WhenABodyHasOne_SaysHowManyItemsAreTaken()
    {
        var lists = OfBodies().Where(schema => IsOf(schema.Schema, "array")).ToList();

        Assert.That(lists, Has.Count.GreaterThan(15));
        Assert.That(lists.Where(list => !list.Schema.TryGetProperty("maxItems", out _)).Select(list => list.Pointer), Is.Empty);
    }

    [Test]
    public void Text_WhenABodyHasOne_SaysHowLongItMayBeOrOfWhatForm()
    {
        var texts = OfBodies().Where(schema => IsOf(schema.Schema, "string")).ToList();

        Assert.That(texts, Has.Count.GreaterThan(150));
        Assert.That(
            texts
                .Where(text => !text.Schema.EnumerateObject().Any(key => OfTexts.Except(["minLength"]).Contains(key.Name)))
                .Select(text => text.Pointer),
            Is.Empty
        );
    }

    [Test]
    public void Bound_WhenItIsOnTexts_StandsAtNoList()
    {
        var lists = Of(Document, "#").Where(schema => IsOf(schema.Schema, "array")).ToList();

        Assert.That(lists, Has.Count.GreaterThan(50));
        Assert.That(
            lists.Where(list => list.Schema.EnumerateObject().Any(key => OfTexts.Contains(key.Name))).Select(list => list.Pointer),
            Is.Empty
        );
    }

    /// <summary>The bounds of the tables hold for bundles and spreadsheets, too. A body that took more would make a record that no bundle can hold.</summary>
    [Test]
    public void Bounds_WhenTheTablesHaveThem_AreThoseOfTheBodies()
    {
        var compared = 0;
        foreach (var table in RegistryTables.Full.Resources)
        {
            foreach (var input in InputsOf(table))
            {
                foreach (var field in table.Schema.Fields.Where(field => field.Type == "array"))
                {
                    if (!input.TryGetProperty(field.ApiName, out var list))
                    {
                        continue;
                    }

                    compared++;
                    Assert.That(NumberOf(list, "maxItems"), Is.EqualTo(field.Constraints!.MaxItems), $"{table.Name}.{field.Name}");
                    Assert.That(
                        NumberOf(list.GetProperty("items"), "maxLength"),
                        Is.EqualTo(field.Items?.MaxLength),
                        $"{table.Name}.{field.Name}"
                    );
                }
            }
        }

        Assert.That(compared, Is.GreaterThan(5));
    }

    [Test]
    public void Null_WhenAValueMayBeNull_IsTheLastOfItsTypes()
    {
        var types = Of(Document, "#")
            .Where(schema => schema.Schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.Array)
            .ToList();

        Assert.That(types, Has.Count.GreaterThan(300));
        Assert.That(
            types
                .Where(schema => schema.Schema.GetProperty("type").EnumerateArray().SkipLast(1).Any(type => type.GetString() == "null"))
                .Select(schema => schema.Pointer),
            Is.Empty
        );
        Assert.That(
            Of(Document, "#")
                .Where(schema =>
                    new[] { "enum", "oneOf" }.Any(key =>
                        schema.Schema.TryGetProperty(key, out var choices) && choices.EnumerateArray().SkipLast(1).Any(IsNull)
                    )
                )
                .Select(schema => schema.Pointer),
            Is.Empty
        );
    }

    [TestCase("2006")]
    [TestCase("2006-03")]
    [TestCase("2012-10-26")]
    [TestCase("199X")]
    [TestCase("19XX~")]
    [TestCase("2004-XX")]
    [TestCase("2004-XX-XX")]
    [TestCase("2004-06-XX?")]
    [TestCase("2006%")]
    public void Date_WhenTheRegistryReadsIt_HasTheFormThatTheContractShows(string date)
    {
        Assert.That(PartialDate.TryParse(date, out _, out _));
        Assert.That(Regex.IsMatch(date, ContractText.PartialDatePattern));
    }

    /// <summary>The properties of the bodies that fill a table.</summary>
    private static IEnumerable<JsonElement> InputsOf(DataTable table)
    {
        var names = table.Schema.Fields.Select(field => field.ApiName).ToHashSet();
        return Document
            .GetProperty("components")
            .GetProperty("schemas")
            .EnumerateObject()
            .Where(schema =>
                schema.Name.EndsWith("Input", StringComparison.Ordinal) || schema.Name.EndsWith("Patch", StringComparison.Ordinal)
            )
            .Where(schema => schema.Name.StartsWith(SingularOf(table.Name), StringComparison.OrdinalIgnoreCase))
            .Select(schema => schema.Value.GetProperty("properties"));
    }

    private static string SingularOf(string table) => table == "people" ? "person" : table.TrimEnd('s').Replace("_", "");

    private static int? NumberOf(JsonElement schema, string key) => schema.TryGetProperty(key, out var value) ? value.GetInt32() : null;

    private static bool IsNull(JsonElement choice) =>
        choice.ValueKind == JsonValueKind.Null
        || (choice.ValueKind == JsonValueKind.Object && choice.TryGetProperty("type", out var type) && type.ToString() == "null");

    private static bool IsOf(JsonElement schema, string type) =>
        schema.TryGetProperty("type", out var of)
        && (of.ValueKind == JsonValueKind.Array ? of.EnumerateArray().Any(one => one.GetString() == type) : of.GetString() == type);

    /// <summary>The schemas of what is sent, with all that they hold.</summary>
    private static IEnumerable<(string Pointer, JsonElement Schema)> OfBodies()
    {
        var seen = new HashSet<string>();
        var waiting = new Queue<string>(
            Document
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject())
                .Where(operation => operation.Value.TryGetProperty("requestBody", out _))
                .SelectMany(operation => ReferencesIn(operation.Value.GetProperty("requestBody")))
        );
        while (waiting.TryDequeue(out var name))
        {
            if (!seen.Add(name))
            {
                continue;
            }

            var schema = Document.GetProperty("components").GetProperty("schemas").GetProperty(name);
            foreach (var reference in ReferencesIn(schema))
            {
                waiting.Enqueue(reference);
            }

            foreach (var inner in Of(schema, name))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<string> ReferencesIn(JsonElement element) =>
        Regex.Matches(element.GetRawText(), "\"\\$ref\": ?\"#/components/schemas/(\\w+)\"").Select(match => match.Groups[1].Value);

    /// <summary>Every object of a document, which is where a schema can stand.</summary>
    private static IEnumerable<(string Pointer, JsonElement Schema)> Of(JsonElement element, string pointer) =>
        element.ValueKind switch
        {
            JsonValueKind.Object when pointer.EndsWith("/example", StringComparison.Ordinal) => [],
            JsonValueKind.Object =>
            [
                .. pointer.EndsWith("/properties", StringComparison.Ordinal) ? Array.Empty<(string, JsonElement)>() : [(pointer, element)],
                .. element.EnumerateObject().SelectMany(property => Of(property.Value, $"{pointer}/{property.Name}")),
            ],
            JsonValueKind.Array when !pointer.EndsWith("/examples", StringComparison.Ordinal) => element
                .EnumerateArray()
                .SelectMany((item, i) => Of(item, $"{pointer}/{i}")),
            _ => [],
        };
}
