using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

internal sealed class PagingTests : ReadingTests
{
    [TestCase("/v1/networks?standing=any", 2)]
    [TestCase("/v1/networks?sort=-name", 3)]
    [TestCase("/v1/groups", 1)]
    [TestCase("/v1/countries?lang=ar", 49)]
    [TestCase("/v1/countries?sort=-code", 83)]
    [TestCase("/v1/timeline?sort=-date", 5)]
    [TestCase("/v1/documents", 1)]
    [TestCase("/v1/partners", 4)]
    [TestCase("/v1/regions", 7)]
    [TestCase("/v1/board", 5)]
    [TestCase("/v1/secretariat", 2)]
    [TestCase("/v1/sources", 1)]
    [TestCase("/v1/rules", 5)]
    [TestCase("/v1/coverage?standing=any", 4)]
    [TestCase("/v1/coverage/countries?region=002", 17)]
    [TestCase("/v1/coverage/regions", 9)]
    [TestCase("/v1/networks/euronpud/groups?sort=country", 3)]
    [TestCase("/v1/networks/euronpud/countries", 8)]
    [TestCase("/v1/networks/euronpud/representatives", 1)]
    public async Task List_WhenFollowedPageByPage_IsTheWholeListInItsOrder(string address, int limit)
    {
        var separator = address.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        var whole = new List<string>();
        for (string? next = $"{address}{separator}limit=200"; next is not null; next = await LinkAsync(next, whole)) { }

        var paged = new List<string>();
        for (string? next = $"{address}{separator}limit={limit}"; next is not null; next = await LinkAsync(next, paged)) { }

        Assert.Multiple(() =>
        {
            Assert.That(paged, Is.EqualTo(whole));
            Assert.That(whole, Is.Unique);
            Assert.That(whole, Is.Not.Empty);
        });
        Assert.That(Text(await Server.JsonAsync(address), "total"), Is.EqualTo(whole.Count.ToString()));
    }

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
        await server.WriteAsync(("delete from memberships where group_id = 'asud'", null), ("delete from groups where id = 'asud'", null));
        var second = await server.JsonAsync($"/v1/groups?limit=2&after={Text(first, "next")}");

        Assert.That(
            second.GetProperty("items").EnumerateArray().Select(item => Text(item, "id")),
            Is.EqualTo(["metzineres", "swedish-drug-users-union"])
        );
    }

    private async Task<string?> LinkAsync(string address, List<string> items)
    {
        using var response = await Server.GetAsync(address);
        var list = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        items.AddRange(list.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
        if (!response.Headers.TryGetValues("Link", out var links))
        {
            Assert.That(Text(list, "next"), Is.Null);
            return null;
        }

        var link = links.Single();
        Assert.That(link, Does.EndWith("; rel=\"next\"").And.Contain(Text(list, "next")));
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }
}
