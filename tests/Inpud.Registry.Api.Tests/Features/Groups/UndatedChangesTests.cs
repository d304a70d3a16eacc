using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>A change that does not say since when it holds, or says it wrongly, names the field and changes nothing.</summary>
internal sealed class UndatedChangesTests
{
    private RegistryServer server = null!;
    private MemberInLyon member = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        member = await MemberInLyon.RecordAsync(server);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCase("""{"country":"NO","reason":"r"}""", "country", "undated-change")]
    [TestCase("""{"name":"Another","reason":"r"}""", "name", "undated-change")]
    [TestCase("""{"place":"Paris","reason":"r"}""", "place", "undated-change")]
    [TestCase("""{"type":"union","reason":"r"}""", "type", "undated-change")]
    [TestCase("""{"country":"NO","since":"2024","correction":true,"reason":"r"}""", "correction", "contradiction")]
    [TestCase("""{"country":"NO","since":"2027","reason":"r"}""", "since", "in-future")]
    [TestCase("""{"country":"NO","since":"last spring","reason":"r"}""", "since", "not-a-date")]
    [TestCase("""{"note":"x","since":"2024","reason":"r"}""", "since", "nothing-changes")]
    [TestCase(
        """{"formerValues":[{"attribute":"country","country":"DE","place":"Bonn","period":"../2012","source":"registry-curation"}],"reason":"r"}""",
        "formerValues.0.place",
        "other-attribute"
    )]
    [TestCase(
        """{"formerValues":[{"attribute":"country","country":"DE","period":"2009/..","source":"registry-curation"}],"reason":"r"}""",
        "formerValues.0.period",
        "not-ended"
    )]
    [TestCase(
        """{"formerValues":[{"attribute":"country","period":"../2012","source":"registry-curation"}],"reason":"r"}""",
        "formerValues.0.country",
        "missing"
    )]
    [TestCase("""{"country":"NO","since":"0001-01-01","reason":"r"}""", "since", "before-another-change")]
    [TestCase(
        """{"formerValues":[{"attribute":"country","country":"DE","period":"../2012","replacedBy":"2013-01-01","source":"registry-curation"}],"reason":"r"}""",
        "formerValues.0.replacedBy",
        "outside-period"
    )]
    [TestCase(
        """{"formerValues":[{"attribute":"country","country":"DE","period":"2012/","replacedBy":"2012-01-01","source":"registry-curation"}],"reason":"r"}""",
        "formerValues.0.replacedBy",
        "outside-period"
    )]
    [TestCase(
        """{"formerValues":[{"attribute":"country","country":"DE","period":"../","observed":"9999-12-31","source":"registry-curation"}],"reason":"r"}""",
        "formerValues.0.replacedBy",
        "outside-period"
    )]
    public async Task Change_WhenItsTimeIsMissingOrWrong_NamesTheFieldAndChangesNothing(string patch, string field, string code)
    {
        var before = (await member.RecordAsync()).GetRawText();
        using var refused = await member.PatchAsync(patch);
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "invalid-request");

        Assert.That(problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "code")), Does.Contain(code));
        Assert.That(problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "name")), Does.Contain(field));
        Assert.That((await member.RecordAsync()).GetRawText(), Is.EqualTo(before));
    }

    [Test]
    public async Task Creation_WhenItSaysSinceWhenItChanged_IsRefusedAsAnUnknownField()
    {
        using var refused = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"New","country":"FR","period":"2010/..","keptBy":"euronpud","since":"2024","source":"registry-curation","reason":"r"}""",
            member.Key
        );
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.BadRequest, "malformed-body");

        Assert.That(Text(problem.GetProperty("errors")[0], "code"), Is.EqualTo("unknown-field"));
    }

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
