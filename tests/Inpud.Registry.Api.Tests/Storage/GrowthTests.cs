using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>What reads cost as the registry grows: as much as before. The addresses come from the contract.</summary>
internal sealed class GrowthTests
{
    private const int Small = 700;

    private const int Large = 4 * Small;

    /// <summary>A page in the midst of a list begins after this many rows.</summary>
    private const string Skipped = "100";

    /// <summary>What a read may take more: a tree of an index gets higher, and a walk meets a row more or less that does not fit. To look at each group that was added once takes several times this.</summary>
    private const int Slack = 1500;

    /// <summary>The statements that count all rows of a list. They go on counting by looking, until writes maintain the counts.</summary>
    private static readonly string[] Counting = ["as is_certain", "count(*) as certain", "sum(case when certainty = 'certain'"];

    /// <summary>The reads that take more as the registry grows, each with the reason.</summary>
    private static readonly (string Address, string Why)[] Growing =
    [
        ("/v1/coverage", "The figures of coverage are counted anew by each request, until writes maintain them."),
        ("/v1/key/groups?limit=10&q=", "A part of a name can stand anywhere in it: the stewards' list looks at every name."),
        ("/v1/key/groups?limit=10&waiting=confirmation", "When a record changed last stands in the history of the record alone."),
    ];

    /// <summary>Values besides the contract's examples: those that many groups have, and those that few have.</summary>
    private static readonly Dictionary<string, string[]> Values = new()
    {
        ["network"] = ["euronpud", "inwud", "any"],
        ["country"] = ["FR", "MT", "SE", "IS", "BR"],
        ["code"] = ["FR", "MT"],
        ["region"] = ["150", "155", "039", "019", "001"],
        ["q"] = ["common", "seldom", "common 00042", "nothing-like-it", "comon", "alias"],
        ["asOf"] = ["1951-06-01", "1900-01-01", "2014-06-01", "2010-06-01"],
        ["documentedBy"] = ["euronpud", "any"],
        ["documents"] = ["FR"],
        ["group"] = ["grown-group-5", "alias-5", "grown-5"],
        ["source"] = ["source-1"],
    };

    /// <summary>Requests with several filters, in one order or the other.</summary>
    private static readonly string[] Combined =
    [
        "/v1/groups?limit=10&network=euronpud&country=FR",
        "/v1/groups?limit=10&network=euronpud&country=MT",
        "/v1/groups?limit=10&network=inwud&country=FR",
        "/v1/groups?limit=10&network=any&country=MT",
        "/v1/groups?limit=10&network=any&standing=constituent",
        "/v1/groups?limit=10&network=inwud&sort=country",
        "/v1/groups?limit=10&network=euronpud&region=039",
        "/v1/groups?limit=10&country=MT&sort=-country",
        "/v1/groups?limit=10&type=service&sort=country",
        "/v1/groups?limit=10&type=service&scope=local",
        "/v1/groups?limit=10&q=common&country=MT",
        "/v1/groups?limit=10&q=common&type=service",
        "/v1/groups?limit=10&network=euronpud&asOf=1951-06-01",
        "/v1/groups?limit=10&country=FR&asOf=1951-06-01",
        "/v1/countries/FR/evidence?limit=10&network=euronpud",
        "/v1/countries/FR/evidence?limit=10&kind=headquarters",
    ];

    private readonly QuerySteps steps = new()
    {
        KeepsStatements = true,
        LeavesOut = statement => Counting.Any(mark => statement.Contains(mark, StringComparison.Ordinal)),
    };

    private RegistryServer server = null!;
    private (string Name, string Value) key;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartCountingAsync(steps);
        key = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
        await GrownRegistry.AddAsync(server, 1, Small);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Read_WhenTheRegistryIsFourTimesAsLarge_TakesAboutAsManySteps()
    {
        var addresses = ReadOperation
            .All.Where(read => !read.IsOtherForm && read.Id != "getReadiness" && read.Tag != "Export")
            .SelectMany(AddressesOf)
            .Concat(Combined)
            .Distinct()
            .ToList();
        var pages = new Dictionary<string, string>();
        foreach (var address in addresses)
        {
            await AddPagesAsync(pages, address);
        }

        var small = await AskAsync(pages);
        await GrownRegistry.AddAsync(server, Small + 1, Large);
        var large = await AskAsync(pages);

        var more = pages.Keys.Where(page => large[page] > small[page] + Slack).ToList();
        if (Environment.GetEnvironmentVariable("SHOW") is not null)
        {
            foreach (var page in pages.Keys.OrderByDescending(page => large[page] - small[page]))
            {
                await TestContext.Out.WriteLineAsync($"{small[page]} {large[page]} {page}");
            }
        }

        Assert.Multiple(() =>
        {
            Assert.That(pages, Has.Count.GreaterThan(200));
            Assert.That(small.Values.Sum(), Is.GreaterThan(10_000), "the counter has to count");
            Assert.That(
                more.Where(page => !Growing.Any(of => Grows(page, of.Address)))
                    .Select(page => $"{page}: {small[page]}, then {large[page]}"),
                Is.Empty
            );
            Assert.That(
                Growing.Where(of => !more.Exists(page => Grows(page, of.Address))).Select(of => of.Address),
                Is.Empty,
                "does not grow any more"
            );
        });

        static bool Grows(string page, string address) => page.StartsWith(address, StringComparison.Ordinal);
    }

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

    private async Task<Dictionary<string, long>> AskAsync(Dictionary<string, string> pages)
    {
        var taken = new Dictionary<string, long>();
        foreach (var (page, address) in pages)
        {
            steps.TakeStatements();
            var before = steps.Taken;
            using var answer = await server.GetAsync(address, key);
            await answer.Content.ReadAsByteArrayAsync();
            taken[page] = steps.Taken - before;
            if (Environment.GetEnvironmentVariable("ONE")?.Split(';').Contains(page) == true)
            {
                await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(server.Database.ConnectionString);
                connection.Open();
                connection.CreateFunction("registry_today", () => "2026-01-15");
                connection.CreateFunction("registry_latest_day", () => "2026-01-15");
                connection.CreateFunction("registry_name_matches", (string a, string b) => true);
                await TestContext.Out.WriteLineAsync($"######## {page}");
                foreach (var (statement, n) in steps.TakeStatements().Take(3).Where(s => s.Steps > 1000))
                {
                    await TestContext.Out.WriteLineAsync($"#### {n} {statement}");
                    using var c = connection.CreateCommand();
                    c.CommandText = "explain query plan " + statement;
                    using var r = c.ExecuteReader();
                    while (r.Read())
                    {
                        await TestContext.Out.WriteLineAsync($"  {r.GetInt32(1)} {r.GetString(3)}");
                    }
                }
            }
        }

        return taken;
    }

    private static IEnumerable<string> AddressesOf(ReadOperation read)
    {
        var limited = Limited(read, read.Address);
        yield return limited;
        foreach (var name in read.RequiredNames)
        {
            foreach (var value in Values.GetValueOrDefault(name, []))
            {
                yield return Limited(read, read.AddressOf(of => of == name ? value : null));
            }
        }

        foreach (
            var option in read.Options.Where(option =>
                ReadOperation.NameOf(option) is not ("evidence" or "standing" or "after" or "limit" or "format" or "lang")
            )
        )
        {
            var name = ReadOperation.NameOf(option);
            foreach (var value in ReadOperation.ValuesOf(option).Concat(Values.GetValueOrDefault(name, [])))
            {
                yield return ReadOperation.With(limited, name, value);
            }
        }
    }

    private static string Limited(ReadOperation read, string address) => read.IsList ? ReadOperation.With(address, "limit", "10") : address;
}
