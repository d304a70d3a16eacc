using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Interchange.Bundles;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Processes.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Tables;

/// <summary>All doors refuse the same values, so that a value that came in by one door can be written by another.</summary>
internal sealed class BoundsTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>Where a value stands in the body of a write, and in which field of which table.</summary>
    private sealed record Place(WriteOperation Write, string Pointer, DataTable Table, DataField Field);

    [TestCaseSource(nameof(Creations))]
    public async Task Value_WhenABoundOfItsFieldIsBroken_IsRefusedByTheApiAndByABundle(WriteOperation write)
    {
        var tried = 0;
        foreach (var place in PlacesOf(write))
        {
            foreach (var (what, value) in WrongValues.Of(place.Field))
            {
                tried++;
                var body = write.Example.DeepClone().AsObject();
                Set(write, body, place, value.DeepClone());
                using var response = await server.SendJsonAsync(
                    HttpMethod.Post,
                    $"{write.Address}?dryRun=true",
                    body.ToJsonString(),
                    inpud
                );
                var text = await response.Content.ReadAsStringAsync();
                Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), $"{place.Pointer}, {what}: {text}");
                Assert.That(
                    JsonDocument.Parse(text).RootElement.GetProperty("errors")[0].GetProperty("pointer").GetString(),
                    Does.StartWith(place.Pointer),
                    $"{what}: {text}"
                );

                var bad = new List<BadCell>();
                var cells = place.Table.Schema.Fields.ToDictionary(
                    field => field.Name,
                    // The bounds of a value can depend on another, such as those of an id on its scheme.
                    field => field.Constraints?.Values?[0] ?? ""
                );
                cells[place.Field.Name] = WrongValues.Cell(value);
                CellReader.Read([place.Field], cells, bad);
                Assert.That(
                    bad.Select(cell => cell.Field),
                    Is.EqualTo([place.Field.Name]),
                    $"{place.Table.Name}.{place.Field.Name}, {what}"
                );
            }
        }

        Assert.That(tried, Is.GreaterThan(5));
    }

    [Test]
    public async Task Value_WhenABoundOfItsFieldIsBroken_IsRefusedByASpreadsheet()
    {
        using var template = await server.GetAsync("/v1/import/template", inpud);
        var columns = JsonDocument
            .Parse(await template.Content.ReadAsStringAsync())
            .RootElement.GetProperty("columns")
            .EnumerateArray()
            .Select(column => column.GetProperty("name").GetString()!)
            .Where(column => column is not ("founded" or "closed" or "since" or "correction"))
            .ToList();
        var sheets = new List<(string Column, string What, string Csv)>();
        foreach (var column in columns.Where(column => column != "id"))
        {
            var field = RegistryTables.Of("groups").FindByPropertyOrNull(column)!;
            foreach (var (what, value) in WrongValues.Of(field).Where(wrong => CanStandInACell(wrong.Value)))
            {
                var cells = new Dictionary<string, string>
                {
                    ["name"] = "A group of a spreadsheet",
                    ["country"] = "FR",
                    ["founded"] = "2012",
                    ["source"] = "registry-curation",
                    ["keptBy"] = "euronpud",
                    [column] = value is JsonArray list ? string.Join(" | ", list.Select(item => item!.ToString())) : value.ToString(),
                };
                sheets.Add(
                    (column, what, $"{string.Join(',', cells.Keys)}\n{string.Join(',', cells.Values.Select(cell => $"\"{cell}\""))}\n")
                );
            }
        }

        Assert.That(sheets, Has.Count.GreaterThan(20));
        foreach (var (column, what, csv) in sheets)
        {
            var report = await server.ReportAsync(inpud, Encoding.UTF8.GetBytes(csv), "?dryRun=true", "text/csv");
            Assert.That(report.GetProperty("refused").GetInt32(), Is.EqualTo(1), $"{column}, {what}: {report.GetRawText()}");
        }
    }

    /// <summary>A cell cannot contain a list with a null or an empty item, and the import trims its spaces. These mistakes are left out.</summary>
    private static bool CanStandInACell(JsonNode value) =>
        value is JsonArray list
            ? list.All(item => item is not null && item.ToString().Length > 0 && item.ToString().Trim() == item.ToString())
            : value.ToString().Trim() == value.ToString();

    private static IEnumerable<WriteOperation> Creations => WriteOperation.All.Where(write => write.Creates && TableOf(write) is not null);

    private static DataTable? TableOf(WriteOperation write) =>
        TablesOfInputs.Value.TryGetValue(write.SchemaName, out var table) ? RegistryTables.Of(table) : null;

    private static readonly Lazy<Dictionary<string, string>> TablesOfInputs = new(() =>
    {
        using var service = RegistryApp.Build(["--Logging:LogLevel:Default=None"]);
        return service
            .Services.GetRequiredService<IEnumerable<IRecordKind>>()
            .Select(kind => kind.GetType())
            .ToDictionary(
                kind => kind.GenericTypeArguments[0].Name,
                kind =>
                    (string)
                        kind.GetProperty("Table")!
                            .GetValue(service.Services.GetRequiredService<IEnumerable<IRecordKind>>().First(own => own.GetType() == kind))!
            );
    });

    private static IEnumerable<Place> PlacesOf(WriteOperation write)
    {
        var table = TableOf(write)!;
        foreach (var property in write.Schema.GetProperty("properties").EnumerateObject())
        {
            if (table.FindByPropertyOrNull(property.Name) is { } field)
            {
                yield return new Place(write, $"/{property.Name}", table, field);
            }
            else if (RegistryTables.PartsOf(table.Name).FirstOrDefault(part => part.PartOf!.Property == property.Name) is { } part)
            {
                foreach (var own in part.Schema.Fields.Where(own => own.Name != part.PartOf!.Owner))
                {
                    yield return new Place(write, $"/{property.Name}/0/{own.ApiName}", part, own);
                }
            }
        }
    }

    /// <summary>Puts a value into the body. A part gets the examples of its required properties.</summary>
    private static void Set(WriteOperation write, JsonObject body, Place place, JsonNode value)
    {
        var path = place.Pointer.Trim('/').Split('/');
        if (path.Length == 1)
        {
            body[path[0]] = value;
            return;
        }

        var part = ExampleOfPart(write, path[0]);
        if (place.Table.Schema.Fields.Any(own => own.Of is not null))
        {
            var attribute =
                place.Field.Of ?? (string?)part["attribute"] ?? place.Table.FindByPropertyOrNull("attribute")!.Constraints!.Values![0];
            part["attribute"] = attribute;
            foreach (var needed in place.Table.Schema.Fields.Where(own => own.OfRequired && own.Of == attribute))
            {
                part[needed.ApiName] = ExampleOf(place.Table, needed);
            }
        }

        part[path[2]] = value;
        body[path[0]] = new JsonArray(part);
    }

    private static JsonNode ExampleOf(DataTable table, DataField field) =>
        field switch
        {
            { Type: "array", Items.Values: [var word, ..] } => new JsonArray(word),
            { Type: "array" } => new JsonArray("KE"),
            { Constraints.Values: [var word, ..] } => word,
            _ when table.ReferenceOrNull(field) == "countries" => "KE",
            _ => "An example.",
        };

    private static JsonObject ExampleOfPart(WriteOperation write, string property)
    {
        var reference = write.Schema.GetProperty("properties").GetProperty(property).GetProperty("items").GetProperty("$ref").GetString()!;
        var schema = RegistryServer.Contract().GetProperty("components").GetProperty("schemas").GetProperty(reference.Split('/')[^1]);
        var table = RegistryTables.PartsOf(TableOf(write)!.Name).First(of => of.PartOf!.Property == property);
        var part = new JsonObject();
        foreach (var name in schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!))
        {
            var own = schema.GetProperty("properties").GetProperty(name);
            part[name] = own.TryGetProperty("examples", out var examples)
                ? JsonNode.Parse(examples[0].GetRawText())
                : JsonValue.Create(table.FindByPropertyOrNull(name)!.Constraints!.Values![0]);
        }

        return part;
    }
}
