using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>A change of a group must not break the rules on its memberships. What these rules do not look at is changed whatever they would say.</summary>
internal sealed class ChangeOfAMemberTests
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

    [TestCase("""{"country":"KE","place":null,"correction":true,"reason":"r"}""", "outside-remit")]
    [TestCase("""{"ledByPeopleWhoUseDrugs":null,"leadershipBasis":null,"correction":true,"reason":"r"}""", "not-community-led")]
    [TestCase("""{"period":"2010/2012","reason":"r"}""", "outside-lifetime")]
    [TestCase(
        """{"formerValues":[{"attribute":"country","country":"KE","period":"../2016-05","source":"registry-curation"}],"reason":"r"}""",
        "outside-remit"
    )]
    [TestCase(
        """{"formerValues":[{"attribute":"leadership","ledByPeopleWhoUseDrugs":false,"period":"../2016-05","source":"registry-curation"}],"reason":"r"}""",
        "not-community-led"
    )]
    public async Task Change_WhenItAloneBreaksARuleOnMembers_IsRefused(string patch, string rule)
    {
        using var refused = await member.PatchAsync(patch);
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()),
            Is.EqualTo([rule])
        );
    }

    /// <summary>An earlier version of the program, or somebody by hand, may have left such a membership.</summary>
    [Test]
    public async Task Change_WhenARuleOnMembersIsBrokenAlready_IsMadeWhereTheRuleDoesNotLookAtIt()
    {
        await MoveByHandAsync("KE");
        await member.ChangeAsync("""{"homepage":"https://example.org","reason":"r"}""");
        using var refused = await member.PatchAsync("""{"period":"2009/..","reason":"r"}""");
        await RegistryServer.ProblemAsync(refused, HttpStatusCode.UnprocessableEntity, "rules-broken");
        await MoveByHandAsync("FR");
    }

    private Task MoveByHandAsync(string country) =>
        server.WriteAsync(("update groups set country = @country where id = @Id", new { country, member.Id }));
}
