using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>A generated client has each parameter once.</summary>
internal sealed class SharedParametersTests
{
    private const string Components = "#/components/parameters/";

    private static readonly JsonElement Document = RegistryServer.Contract();

    private static IEnumerable<JsonProperty> Shared => Document.GetProperty("components").GetProperty("parameters").EnumerateObject();

    [Test]
    public void Operation_WhenItHasParameters_RefersToThem()
    {
        var own = Uses().Where(use => !use.Parameter.TryGetProperty("$ref", out _)).Select(use => use.Operation);

        Assert.That(Uses().Count(), Is.GreaterThan(300));
        Assert.That(own, Is.Empty, "they hold a parameter of their own");
    }

    [Test]
    public void Component_WhenThereIsOne_IsUsedAndIsEqualToNoOther()
    {
        var used = Uses().Select(use => use.Parameter.GetProperty("$ref").GetString()![Components.Length..]).ToHashSet();
        var equal = Shared
            .GroupBy(component => component.Value.GetRawText(), component => component.Name, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => string.Join(" = ", same));

        Assert.That(Shared.Select(component => component.Name), Is.EquivalentTo(used));
        Assert.That(equal, Is.Empty);
    }

    /// <summary>Two texts for what is one thing are a mistake of the docstrings, unless the parameters differ in what they take.</summary>
    [Test]
    public void Component_WhenItDiffersFromAnotherInItsExampleAlone_DoesNotStand()
    {
        var equal = Shared
            .GroupBy(
                component =>
                    $"{component.Value.GetProperty("name")} {component.Value.GetProperty("in")} {component.Value.GetProperty("description")}",
                component => component.Name,
                StringComparer.Ordinal
            )
            .Where(same => same.Count() > 1 && !same.First().EndsWith("Id", StringComparison.Ordinal))
            .Select(same => string.Join(" and ", same));

        Assert.That(equal, Is.Empty);
    }

    [Test]
    public void DryRun_WhenAWriteTakesIt_IsOneTruthValue()
    {
        var dryRun = Shared.Where(component => component.Value.GetProperty("name").GetString() == "dryRun").ToList();

        Assert.That(dryRun.Select(component => component.Name), Is.EqualTo(["DryRun"]));
        Assert.That(dryRun[0].Value.GetProperty("schema").GetProperty("type").GetString(), Is.EqualTo("boolean"));
    }

    [Test]
    public void Words_WhenTheyAreTrueAndFalse_AreATruthValue() =>
        Assert.That(Document.GetRawText().Replace(" ", "").Replace("\n", ""), Does.Not.Contain("[\"true\",\"false\"]"));

    private static IEnumerable<(string Operation, JsonElement Parameter)> Uses() =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Value.TryGetProperty("parameters", out _)
        from parameter in operation.Value.GetProperty("parameters").EnumerateArray()
        select ($"{operation.Name} {path.Name}", parameter);
}
