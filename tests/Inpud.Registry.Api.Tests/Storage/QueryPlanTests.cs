using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>What statements cost as the registry grows: as much as before. The addresses come from the contract.</summary>
[OfTheFile]
internal sealed class QueryPlanTests
{
    private const int Groups = 700;

    private const int MoreGroups = 4 * Groups;

    /// <summary>A page in the midst of a list begins after this many rows.</summary>
    private const string Skipped = "100";

    /// <summary>What a read may take more: a tree of an index gets higher, and a walk meets a row more or less that does not fit. To look at each group that was added once takes several times this.</summary>
    private const int Slack = 1500;

    /// <summary>The reads that take more as the registry grows, each with the reason.</summary>
    private static readonly (string Address, string Why)[] Growing =
    [
        ("/v1/countries/FR", "The evidence of a country is counted by source, and its member groups can have as many sources."),
        ("/countries/FR", "The page shows what the API tells."),
        ("/groups?region=155", "The 50 groups of a page can have as many sources, and the page names each of them."),
        ("/groups?q=", "Up to 2,000 groups that match are read to be sorted, as in the API."),
        ("/v1/coverage/matrix", "The same, of all countries: the matrix names the sources."),
        ("/v1/sources", "The sources are counted by looking. There are fewer of them than of groups."),
        ("/v1/key/groups?limit=10", "A stewards' list counts its rows, by an index alone. Few ask for it."),
        ("/v1/networks/africanpud/applications", "The same."),
        ("/v1/offers", "The same."),
        ("/v1/proposals", "The same."),
        ("/v1/search?q=common", "Up to 10,000 names that match are compared, and all are counted."),
        ("/v1/search?q=comon", "The same, for what was meant."),
        ("/v1/search?q=alias", "The same."),
        ("/search?q=common", "The page has the hits of the API."),
        ("/search?q=comon", "The same."),
        ("/search?q=alias", "The same."),
        ("/v1/groups?limit=10&q=", "Up to 2,000 groups that match are read to be sorted. Where more match, a walk is soon full."),
        ("/v1/groups?limit=10&type=service&scope=local", "Two filters that many groups fit: up to 1,000 are looked at to choose the way."),
        ("/v1/key/groups?limit=10&q=", "A part of a name can stand anywhere in it: the stewards' list looks at every name."),
        (
            "/v1/key/groups?limit=10&visibility=",
            "The stewards' list has no index of the visibility, and looks for the few private groups among all."
        ),
        ("/v1/key/groups?limit=10&waiting=confirmation", "When a record changed last stands in the history of the record alone."),
    ];

    /// <summary>The statements that go through a table that grows, each by a mark in it, with the reason.</summary>
    private static readonly (string Mark, string Why)[] Scanning =
    [
        ("coalesce(max(id), 0)", "The last row by its key, which is the first that the statement meets."),
        ("from public_people order by id", "The sitemap names everybody who is public: holders of seats, offices and posts, who are few."),
        ("select count(*) as certain, 0 as possible from", "The sources and the stewards' lists are counted by looking."),
    ];

    private readonly QuerySteps steps = new() { KeepsStatements = true };

    private RegistryServer server = null!;
    private (string Name, string Value) key;
    private IReadOnlyList<string> read = null!;
    private IReadOnlyDictionary<string, string> pages = null!;
    private IReadOnlyDictionary<string, long> before = null!;
    private IReadOnlyDictionary<string, long> after = null!;

    /// <summary>Asks for every page of a registry, and again of one that is four times as large.</summary>
    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartCountingAsync(steps);
        key = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
        await GrownRegistry.AddAsync(server, 1, Groups);
        var known = new Dictionary<string, string>();
        foreach (var address in ReadAddresses.Of(ReadOperation.All))
        {
            await AddPagesAsync(known, address);
        }

        pages = known;
        before = await AskAsync();
        await GrownRegistry.AddAsync(server, Groups + 1, MoreGroups);
        // The registry grew so much that it made indexes anew. A connection reads the schema again with its next question.
        (await server.GetAsync("/v1/groups/asud")).Dispose();
        after = await AskAsync();
        read = steps.StatementsOf(nameof(IDialect.OpenForReading));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public void Read_WhenTheRegistryIsFourTimesAsLarge_TakesAboutAsManySteps()
    {
        var more = pages.Keys.Where(page => after[page] > before[page] + Slack).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(pages, Has.Count.GreaterThan(200));
            Assert.That(before.Values.Sum(), Is.GreaterThan(10_000), "the counter has to count");
            Assert.That(
                string.Join(
                    '\n',
                    more.Where(page => !Growing.Any(of => IsOf(page, of.Address)))
                        .Select(page => $"{page}: {before[page]}, then {after[page]}")
                ),
                Is.Empty
            );
            Assert.That(
                Growing.Where(of => !more.Exists(page => IsOf(page, of.Address))).Select(of => of.Address),
                Is.Empty,
                "does not grow any more"
            );
        });
    }

    /// <summary>A statement with a limit walks an index in its order, and stops: whether it stops soon, the steps tell.</summary>
    [Test]
    public async Task Read_WhenItsStatementsAreExplained_GoesThroughNoTableThatGrows()
    {
        await using var explained = new ExplainedStatements(server.Database.ConnectionString);
        var reads = read.Where(statement => !statement.Contains(" limit ", StringComparison.Ordinal)).ToList();
        var scans = explained.Scans(reads).Where(scan => !Scanning.Any(of => scan.Contains(of.Mark, StringComparison.Ordinal))).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(reads, Has.Count.GreaterThan(100));
            Assert.That(scans, Is.Empty);
            Assert.That(SmallTables.Why.Keys.Except(explained.Tables.Append("sqlite_master")), Is.Empty, "no such table");
        });
    }

    private static bool IsOf(string page, string address) => page.StartsWith(address, StringComparison.Ordinal);

    /// <summary>The address and, where it is that of a long list, the address of a page in its midst. Both are asked of the small registry and of the large one.</summary>
    private async Task AddPagesAsync(Dictionary<string, string> pages, string address)
    {
        using var answer = await server.GetAsync(address.Replace("limit=10", $"limit={Skipped}", StringComparison.Ordinal), key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.LessThan(500), address);
        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PermanentRedirect))
        {
            return;
        }

        pages[address] = address;
        if (
            address.Contains("limit=10", StringComparison.Ordinal)
            && JsonDocument.Parse(text).RootElement.TryGetProperty("next", out var next)
            && next.GetString() is { } after
        )
        {
            pages[address + " in its midst"] = ReadOperation.With(address, "after", after);
        }
    }

    private async Task<IReadOnlyDictionary<string, long>> AskAsync()
    {
        var taken = new Dictionary<string, long>();
        foreach (var (page, address) in pages)
        {
            var start = steps.Taken;
            using var answer = await server.GetAsync(address, key);
            await answer.Content.ReadAsByteArrayAsync();
            taken[page] = steps.Taken - start;
        }

        return taken;
    }
}
