using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Tests.Features.Rules;

/// <summary>Each rule has a page with an example, which breaks that rule and no other.</summary>
internal sealed class RuleExamplesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    private static IEnumerable<string> Codes => RuleCatalog.All.Select(rule => rule.Code);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Codes))]
    public async Task Example_WhenPosted_BreaksItsRuleAndNoOther(string code)
    {
        var example = (await server.JsonAsync($"/v1/rules/{code}")).GetProperty("example");
        using var response = await server.SendJsonAsync(
            new HttpMethod(example.GetProperty("method").GetString()!),
            $"{example.GetProperty("address").GetString()}?dryRun=true",
            example.GetProperty("body").GetRawText(),
            registry,
            ("If-Match", "*")
        );
        var text = await response.Content.ReadAsStringAsync();
        var errors = JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateArray().ToList();

        Assert.That((int)response.StatusCode, Is.AnyOf(409, 422), text);
        Assert.That(errors.Select(error => error.GetProperty("code").GetString()).Distinct(), Is.EqualTo([code]), text);
        foreach (var error in errors)
        {
            Assert.That(error.GetProperty("rule").GetString(), Is.EqualTo($"/v1/rules/{code}"));
            Assert.That(error.GetProperty("pointer").GetString(), Does.Match("^/[a-zA-Z]+"));
            Assert.That(error.GetProperty("detail").GetString(), Has.Length.GreaterThan(20));
        }
    }
}
