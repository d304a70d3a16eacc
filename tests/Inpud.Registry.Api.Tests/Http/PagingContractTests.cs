using System.Globalization;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Every list of the contract, page by page, in each of its orders.</summary>
internal sealed class PagingContractTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) key;

    private static IEnumerable<TestCaseData> Lists =>
        from read in ReadOperation.All
        where read.IsList
        from order in read
            .Options.Where(option => ReadOperation.NameOf(option) == "sort")
            .SelectMany(ReadOperation.ValuesOf)
            .DefaultIfEmpty("")
        select new TestCaseData(read, order).SetArgDisplayNames(read.Template, order);

    private static IEnumerable<TestCaseData> Backwards => Lists.Where(list => ((string)list.Arguments[1]!).StartsWith('-'));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
        await server.WriteAsync(
            (
                """
                insert into individual_counts (id, network_id, country, people, period, possible_from, possible_to, certain_from, certain_to, source_id, visibility, visibility_basis)
                values
                    ('tz', 'africanpud', 'TZ', 30, '2025/..', '2025-01-01', '9999-12-31', '2025-12-31', '9999-12-31', 'registry-curation', 'public', 'registry-curation'),
                    ('ug', 'africanpud', 'UG', 40, '2025/..', '2025-01-01', '9999-12-31', '2025-12-31', '9999-12-31', 'registry-curation', 'public', 'registry-curation')
                """,
                null
            )
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Lists))]
    public async Task List_WhenFollowedPageByPage_IsTheWholeListInItsOrder(ReadOperation read, string order)
    {
        var address = order.Length == 0 ? read.Address : ReadOperation.With(read.Address, "sort", order);
        var whole = await FollowAsync(address, limit: 200);
        var paged = await FollowAsync(address, limit: Math.Max(1, whole.Count / 4));

        Assert.Multiple(() =>
        {
            Assert.That(whole, Is.Not.Empty.And.Unique);
            Assert.That(paged, Is.EqualTo(whole));
        });
        var first = await JsonAsync(address);
        if (first.TryGetProperty("total", out var total))
        {
            Assert.That(total.GetInt32(), Is.EqualTo(whole.Count));
        }
    }

    [TestCaseSource(nameof(Backwards))]
    public async Task List_WhenTheOrderIsTurnedRound_IsTheOtherWayRound(ReadOperation read, string order)
    {
        var back = await FollowAsync(ReadOperation.With(read.Address, "sort", order), limit: 200);
        var forth = await FollowAsync(ReadOperation.With(read.Address, "sort", order[1..]), limit: 200);

        Assert.That(back, Is.EqualTo(forth.AsEnumerable().Reverse()));
    }

    [Test]
    public void List_WhenTheContractIsRead_IsFoundManyTimes() => Assert.That(Lists.Count(), Is.GreaterThanOrEqualTo(25));

    private async Task<IReadOnlyList<string>> FollowAsync(string address, int limit)
    {
        var items = new List<string>();
        var next = ReadOperation.With(address, "limit", limit.ToString(CultureInfo.InvariantCulture));
        while (next is not null)
        {
            using var response = await server.GetAsync(next, key);
            var list = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            items.AddRange(list.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
            var cursor = list.GetProperty("next").GetString();
            var link = response.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
            Assert.That(link, cursor is null ? Is.Null : Does.EndWith("; rel=\"next\"").And.Contain(cursor), next);
            next = link?[1..link.IndexOf('>', StringComparison.Ordinal)];
        }

        return items;
    }

    private async Task<JsonElement> JsonAsync(string address)
    {
        using var response = await server.GetAsync(address, key);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
