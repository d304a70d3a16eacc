using System.Net;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Features.History;

/// <summary>A feed reader subscribes to the changes, and pages back (RFC 4287 and RFC 5005). The reader of the tests is that of the .NET platform.</summary>
internal sealed class ChangeAtomTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Atom_WhenFollowedBack_HasEveryChangeOnceFromTheNewestOn()
    {
        var pages = new List<SyndicationFeed>();
        for (string? next = "/v1/changes.atom?limit=90"; next is not null; next = LinkOf(pages[^1], "next"))
        {
            pages.Add(await FeedAsync(next));
            if (pages.Count == 2)
            {
                // What is new meanwhile shifts no page, and is not among the earlier ones.
                await ChangeAsync();
            }
        }

        var read = pages.SelectMany(page => page.Items).ToList();
        var oldestFirst = await EntriesAsync("order=oldest");
        var newestFirst = await EntriesAsync("order=newest");

        Assert.Multiple(() =>
        {
            Assert.That(pages, Has.Count.GreaterThan(3));
            Assert.That(read.Select(item => item.Id), Is.Unique);
            Assert.That(
                read.Select(item => item.Title.Text),
                Is.EqualTo(newestFirst.Skip(1).Select(entry => entry.Title)),
                "all but the change that came meanwhile"
            );
            Assert.That(newestFirst, Is.EqualTo(oldestFirst.AsEnumerable().Reverse()));
            Assert.That(newestFirst.Select(entry => entry.Cursor), Is.Unique);
            Assert.That(pages.Select(page => page.Id).Distinct(), Has.Exactly(1).Items);
        });
    }

    [Test]
    public async Task Atom_WhenRead_SaysWhereItIsAndWhenItLastChanged()
    {
        var first = await FeedAsync("/v1/changes.atom?limit=2");
        var second = await FeedAsync(LinkOf(first, "next")!);
        using var byHeader = await server.GetAsync("/v1/changes?limit=2", ("Accept", "application/atom+xml"));
        var negotiated = Read(await byHeader.Content.ReadAsStringAsync());

        Assert.Multiple(() =>
        {
            Assert.That(LinkOf(first, "self"), Is.EqualTo(server.Whole("/v1/changes.atom?limit=2")));
            Assert.That(LinkOf(negotiated, "self"), Is.EqualTo(LinkOf(first, "self")));
            Assert.That(LinkOf(second, "self"), Is.EqualTo(LinkOf(first, "next")));
            Assert.That(LinkOf(second, "first"), Is.EqualTo(LinkOf(first, "self")));
            Assert.That(LinkOf(second, "current"), Is.EqualTo(LinkOf(first, "self")));
            Assert.That(LinkOf(first, "current"), Is.Null);
            foreach (var page in new[] { first, second })
            {
                Assert.That(page.LastUpdatedTime, Is.EqualTo(page.Items.Max(item => item.LastUpdatedTime)));
                Assert.That(page.Items.Select(item => item.LastUpdatedTime), Is.Ordered.Descending);
                Assert.That(page.Items.Select(item => ((TextSyndicationContent)item.Content).Text), Has.All.StartsWith("{"));
            }
        });
        foreach (var item in first.Items.Concat(second.Items))
        {
            using var followed = await server.GetAsync(item.Links.Single(link => link.RelationshipType == "alternate").Uri.ToString());
            Assert.That(followed.StatusCode, Is.EqualTo(HttpStatusCode.OK), item.Id);
        }
    }

    [Test]
    public async Task Atom_WhenSomethingChanges_HasAnotherTagAndTheChangeFirst()
    {
        const string Address = "/v1/changes.atom";
        using var before = await server.GetAsync(Address);
        using var same = await server.GetAsync(Address, ("If-None-Match", before.Headers.ETag!.ToString()));
        var earlier = Read(await before.Content.ReadAsStringAsync());
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChangeAsync();
        using var after = await server.GetAsync(Address, ("If-None-Match", before.Headers.ETag!.ToString()));
        var later = Read(await after.Content.ReadAsStringAsync());

        Assert.Multiple(() =>
        {
            Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
            Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(later.LastUpdatedTime, Is.GreaterThan(earlier.LastUpdatedTime));
            Assert.That(later.Items.First().Title.Text, Is.EqualTo("change claims africanpud-15"));
            Assert.That(later.Items.Skip(1).First().Id, Is.EqualTo(earlier.Items.First().Id), "an entry keeps its id");
        });
    }

    /// <summary>A reader knows an entry by its id, and shows one that has another as news (RFC 4287, section 4.2.6).</summary>
    [Test]
    public async Task Atom_WhenTheRegistryIsRestoredOrAskedByAnotherName_KeepsItsIds()
    {
        await using var restored = await RegistryServer.StartAsync();
        const string Address = "/v1/changes.atom?limit=200";
        var before = Read(await restored.TextAsync(Address));
        using var elsewhere = await restored.GetAsync(Address, ("Host", "registry.example"));
        var byAnotherName = Read(await elsewhere.Content.ReadAsStringAsync());
        var restoreAsync = await restored.CopyAsync();
        restored.Clock.Advance(TimeSpan.FromMinutes(1));
        await restoreAsync();
        var after = Read(await restored.TextAsync(Address));

        Assert.Multiple(() =>
        {
            Assert.That(before.Items, Is.Not.Empty);
            foreach (var other in new[] { byAnotherName, after })
            {
                Assert.That(other.Id, Is.EqualTo(before.Id));
                Assert.That(other.Items.Select(item => item.Id), Is.EqualTo(before.Items.Select(item => item.Id)));
            }

            Assert.That(
                before.Items.Select(item => item.Id).Append(before.Id),
                Has.All.Match("^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
            );
        });
    }

    private async Task<SyndicationFeed> FeedAsync(string address) => Read(await server.TextAsync(address));

    private static SyndicationFeed Read(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return SyndicationFeed.Load(reader);
    }

    private static string? LinkOf(SyndicationFeed feed, string relation) =>
        feed.Links.SingleOrDefault(link => link.RelationshipType == relation)?.Uri.OriginalString;

    private async Task<List<(string Cursor, string Title)>> EntriesAsync(string order)
    {
        var entries = new List<(string, string)>();
        string? after = null;
        do
        {
            var page = await server.JsonAsync($"/v1/changes?limit=150&{order}{(after is null ? "" : $"&after={after}")}");
            entries.AddRange(
                page.GetProperty("items")
                    .EnumerateArray()
                    .Select(entry =>
                        (
                            entry.GetProperty("cursor").GetString()!,
                            $"{entry.GetProperty("action")} {entry.GetProperty("resource")} {entry.GetProperty("id")}"
                        )
                    )
            );
            after = page.GetProperty("next").GetString();
        } while (after is not null);

        return entries;
    }

    private async Task ChangeAsync()
    {
        const string Record = "/v1/claims/africanpud-15/record";
        using var read = await server.GetAsync(Record, registry);
        var countries = JsonDocument.Parse(await read.Content.ReadAsStringAsync()).RootElement.GetProperty("countries").GetInt32();
        using var changed = await server.SendJsonAsync(
            HttpMethod.Patch,
            Record,
            $$"""{"countries":{{countries + 1}},"reason":"r"}""",
            registry,
            ("If-Match", read.Headers.ETag!.ToString())
        );
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await changed.Content.ReadAsStringAsync());
    }
}
