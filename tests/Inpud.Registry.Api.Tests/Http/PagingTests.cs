using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

internal sealed class PagingTests : ReadingTests
{
    [Test]
    public async Task List_WhenNothingIsAsked_HasFifty()
    {
        var list = await Server.JsonAsync("/v1/countries");

        Assert.Multiple(() =>
        {
            Assert.That(list.GetProperty("items").GetArrayLength(), Is.EqualTo(50));
            Assert.That(Text(list, "next"), Is.Not.Null);
        });
    }

    [Test]
    public async Task List_WhenTheLinkIsFollowedWithNextInstead_IsTheSame()
    {
        var first = await Server.JsonAsync("/v1/countries?limit=10&lang=es");
        var second = await ItemsAsync($"/v1/countries?lang=es&limit=10&after={Text(first, "next")}", "code");

        Assert.That(second, Is.EqualTo((await ItemsAsync("/v1/countries?limit=20&lang=es", "code")).Skip(10)));
    }

    [Test]
    public async Task List_WhenMidnightPassesBetweenPages_KeepsTheDayOfTheFirst()
    {
        await using var server = await RegistryServer.StartAsync();
        var first = await server.JsonAsync("/v1/groups?limit=2");
        server.Clock.Advance(TimeSpan.FromDays(1));
        var second = await server.JsonAsync($"/v1/groups?limit=2&after={Text(first, "next")}");

        Assert.That(Text(second, "asOf"), Is.EqualTo(Text(first, "asOf")));
    }

    [Test]
    public async Task List_WhenRowsComeAndGoBetweenPages_RepeatsAndSkipsNone()
    {
        await using var server = await RegistryServer.StartAsync();
        var first = await server.JsonAsync("/v1/groups?limit=2");
        await server.WriteAsync(
            ("delete from memberships where group_id in (select id from groups where slug = 'asud')", null),
            ("delete from groups where slug = 'asud'", null)
        );
        var second = await server.JsonAsync($"/v1/groups?limit=2&after={Text(first, "next")}");

        Assert.That(
            second.GetProperty("items").EnumerateArray().Select(item => Text(item, "slug")),
            Is.EqualTo(["metzineres", "swedish-drug-users-union"])
        );
    }
}
