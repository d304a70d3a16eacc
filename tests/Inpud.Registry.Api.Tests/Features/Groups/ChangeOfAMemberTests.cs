using System.Net;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.Groups;

/// <summary>A change of a group must not break the rules on its memberships. What these rules do not look at is changed whatever they would say.</summary>
internal sealed class ChangeOfAMemberTests
{
    private RegistryServer server = null!;
    private MemberInLyon member = null!;

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        member = await MemberInLyon.RecordAsync(server);
    }

    [TearDown]
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
        await server.WriteAsync(("update groups set country = 'KE' where id = @Id", new { member.Id }));
        await member.ChangeAsync("""{"homepage":"https://example.org","reason":"r"}""");
        using var refused = await member.PatchAsync("""{"period":"2009/..","reason":"r"}""");
        await RegistryServer.ProblemAsync(refused, HttpStatusCode.UnprocessableEntity, "rules-broken");
    }

    /// <summary>It was a member while it was in France. Without its former country, it was in Kenya all the time.</summary>
    [Test]
    public async Task FormerValue_WhenAMembershipNeedsIt_IsNotTakenOut()
    {
        await server.WriteAsync(
            (
                "update memberships set period = '2013/2023', possible_to = '2023-12-31', certain_to = '2023-01-01' where group_id = @Id",
                new { member.Id }
            )
        );
        await member.ChangeAsync("""{"country":"KE","place":null,"since":"2024-05","reason":"It moved."}""");
        using var refused = await member.PatchAsync("""{"formerValues":[],"correction":true,"reason":"r"}""");
        var problem = await RegistryServer.ProblemAsync(refused, HttpStatusCode.UnprocessableEntity, "rules-broken");

        Assert.That(problem.GetProperty("errors")[0].GetProperty("code").GetString(), Is.EqualTo("outside-remit"));
    }
}
