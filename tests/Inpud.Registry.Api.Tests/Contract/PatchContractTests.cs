using System.Text.Json;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>
/// A client that a generator made sends only what somebody set. A generator for C# makes a value type of each number, truth value and word that cannot be null, and such a type always
/// has a value: a client once published a group by a change of its place.
/// </summary>
internal sealed class PatchContractTests
{
    private static IEnumerable<string> Patches =>
        WriteOperation
            .All.Where(write => write.Method == "PATCH")
            .Select(write => write.SchemaName)
            .Append("ApplicationPatch")
            .Distinct(StringComparer.Ordinal);

    [TestCaseSource(nameof(Patches))]
    public void Field_WhenItMayBeLeftOut_HasNoDefaultThatAClientSends(string name)
    {
        var document = RegistryServer.Contract();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var patch = schemas.GetProperty(name);
        var required = patch.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(field => field.GetString()).ToHashSet()
            : [];
        var sent = patch
            .GetProperty("properties")
            .EnumerateObject()
            .Where(field => !required.Contains(field.Name) && !Schemas.TakesNull(field.Value) && IsValue(Resolved(field.Value, schemas)))
            .Select(field => field.Name);

        Assert.That(sent, Is.Empty);
    }

    [Test]
    public void Visibility_WhenNobodyChoseOne_IsTheNarrowest()
    {
        var visibilities = RegistryServer
            .Contract()
            .GetProperty("components")
            .GetProperty("schemas")
            .EnumerateObject()
            .Where(schema => schema.Name.EndsWith("Visibility", StringComparison.Ordinal))
            .ToDictionary(schema => schema.Name, schema => schema.Value.GetProperty("enum")[0].GetString());

        Assert.That(visibilities.Keys, Is.SupersetOf(["GroupVisibility", "PersonVisibility", "CountVisibility"]));
        Assert.That(visibilities.Values, Has.All.AnyOf("private", "withheld"));
    }

    private static JsonElement Resolved(JsonElement schema, JsonElement schemas) =>
        schema.TryGetProperty("$ref", out var reference) ? schemas.GetProperty(reference.GetString()!.Split('/')[^1]) : schema;

    private static bool IsValue(JsonElement schema) =>
        schema.TryGetProperty("enum", out _)
        || (schema.TryGetProperty("type", out var type) && type.ToString() is ("integer" or "number" or "boolean"));
}
