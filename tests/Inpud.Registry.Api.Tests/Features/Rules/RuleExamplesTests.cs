using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Tests.Features.Rules;

/// <summary>Each rule has a page with an example, which breaks that rule and no other.</summary>
internal sealed class RuleExamplesTests
{
    private RegistryServer server = null!;
    private RegistryServer strict = null!;
    private (string Name, string Value) registry;
    private (string Name, string Value) strictRegistry;

    private static IEnumerable<string> Codes => RuleCatalog.All.Select(rule => rule.Code);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        registry = await server.KeyAsync(expires: null, "registry");
        strict = await RegistryServer.StartWithAsync("--Registry:Publishing:Approvals=2");
        strictRegistry = await strict.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        await strict.DisposeAsync();
    }

    [TestCaseSource(nameof(Codes))]
    public async Task Example_WhenPosted_BreaksItsRuleAndNoOther(string code)
    {
        var rule = await server.JsonAsync($"/v1/rules/{code}");
        var example = rule.GetProperty("example");
        // A rule that the operator turns on is tried where it is on.
        var holds = rule.GetProperty("holds").GetBoolean();
        using var response = await (holds ? server : strict).SendJsonAsync(
            new HttpMethod(example.GetProperty("method").GetString()!),
            $"{new Uri(example.GetProperty("address").GetString()!).AbsolutePath}?dryRun=true",
            example.GetProperty("body").GetRawText(),
            holds ? registry : strictRegistry,
            ("If-Match", "*")
        );
        var text = await response.Content.ReadAsStringAsync();
        var errors = JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateArray().ToList();

        Assert.That((int)response.StatusCode, Is.AnyOf(409, 422), text);
        Assert.That(errors.Select(error => error.GetProperty("code").GetString()).Distinct(), Is.EqualTo([code]), text);
        foreach (var error in errors)
        {
            Assert.That(error.GetProperty("rule").GetString(), Does.EndWith($"/v1/rules/{code}").And.StartsWith("http://"));
            Assert.That(error.GetProperty("pointer").GetString(), Does.Match("^/[a-zA-Z]+"));
            Assert.That(error.GetProperty("detail").GetString(), Has.Length.GreaterThan(20));
        }
    }

    [Test]
    public async Task Rules_WhenListed_SayWhichAnOperatorTurnsOn()
    {
        Assert.That(await OffAsync(server), Is.EqualTo([RuleCatalog.PublishingNeedsTwoKeys.Code]));
        Assert.That(await OffAsync(strict), Is.Empty);
    }

    private static async Task<IEnumerable<string?>> OffAsync(RegistryServer server) =>
        (await server.JsonAsync("/v1/rules"))
            .GetProperty("items")
            .EnumerateArray()
            .Where(rule => !rule.GetProperty("holds").GetBoolean())
            .Select(rule => rule.GetProperty("code").GetString());
}
