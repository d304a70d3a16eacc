using System.Text.RegularExpressions;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http.Keeping;

/// <summary>As soon as a write is acknowledged, no kept answer is older than it.</summary>
internal sealed partial class KeptWhileWritingTests
{
    private static readonly IReadOnlyList<string> Addresses =
    [
        .. ReadOperation.Public.Where(read => read.HasTag && !read.IsOtherForm && read.Id != "getExport").Select(read => read.Address),
    ];

    private enum Outcome
    {
        Refused,
        Forgets,
        Keeps,
    }

    /// <summary>
    /// Each write of the contract is sent with its example. Most change something public, and all answers but those about other groups are forgotten together. Of the others, each kept answer is compared with one that is
    /// made anew. A write that another one stands in the way of is sent to a registry of its own.
    /// </summary>
    [Test]
    public async Task EveryWrite_WhenItIsAcknowledged_LeavesNoOlderAnswer()
    {
        var outcomes = await SendAsync(WriteOperation.OfEverybody, Addresses.Take(1).ToList());
        // A second registry is asked for everything beforehand.
        var others = await SendAsync(outcomes.Where(sent => sent.Value == Outcome.Keeps).Select(sent => sent.Key), Addresses);

        Assert.That(Addresses, Has.Count.GreaterThan(35));
        Assert.That(
            outcomes.Where(sent => sent.Value == Outcome.Refused).Select(sent => $"{sent.Key}"),
            Is.Empty,
            "every example does something"
        );
        Assert.That(outcomes.Values.Count(outcome => outcome == Outcome.Forgets), Is.GreaterThan(25));
        Assert.That(others, Has.Count.GreaterThan(10));
        Assert.That(others.Where(sent => sent.Value == Outcome.Refused).Select(sent => $"{sent.Key}"), Is.Empty);
    }

    private static async Task<Dictionary<WriteOperation, Outcome>> SendAsync(
        IEnumerable<WriteOperation> writes,
        IReadOnlyList<string> asked
    )
    {
        var outcomes = new Dictionary<WriteOperation, Outcome>();
        await using (var server = await StartAsync())
        {
            // What makes and changes records goes before what ends them.
            foreach (
                var write in writes.OrderBy(write =>
                    write.Creates ? 0
                    : write.IsPatch ? 1
                    : 2
                )
            )
            {
                outcomes[write] = await SendAsync(server, write, asked);
            }
        }

        foreach (var write in outcomes.Where(sent => sent.Value == Outcome.Refused).Select(sent => sent.Key).ToList())
        {
            await using var server = await StartAsync();
            outcomes[write] = await SendAsync(server, write, asked);
        }

        return outcomes;
    }

    private static async Task<RegistryServer> StartAsync()
    {
        var server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        // The contract's example of a consent is made up.
        var steps = WriteOperation
            .All.First(write => write.Template.EndsWith("/{consent}/end", StringComparison.Ordinal))
            .Address.Split('/');
        await server.WriteAsync(
            (
                "insert into consents (id, group_id, scope, given, given_to) values (@consent, @group, 'public', '2025-01-01', 'A steward')",
                new { group = steps[3], consent = steps[5] }
            )
        );
        return server;
    }

    private static async Task<Outcome> SendAsync(RegistryServer server, WriteOperation write, IReadOnlyList<string> asked)
    {
        var key = await server.KeyAsync(expires: null, "registry");
        foreach (var address in asked)
        {
            using var answer = await server.GetAsync(address);
        }

        var groups = (await server.JsonAsync("/v1/groups?limit=200"))
            .GetProperty("items")
            .EnumerateArray()
            .Select(group => group.GetProperty("id").GetString())
            .OfType<string>()
            .Select(id => $"/v1/groups/{id}")
            .ToList();
        foreach (var group in groups)
        {
            using var answer = await server.GetAsync(group);
        }

        using var record = await server.GetAsync(write.Record, key);
        using var written = await server.SendJsonAsync(
            new HttpMethod(write.Method),
            write.Address,
            write.Example.ToJsonString(),
            key,
            ("If-Match", write.NeedsVersion ? record.Headers.ETag?.ToString() ?? "*" : "")
        );
        // The answer about a group can outlast a write.
        await AssertAreTheSameAsync(server, write, groups);
        var before = server.Kept().Hits;
        using var first = await server.GetAsync(asked[0]);
        if (!written.IsSuccessStatusCode || server.Kept().Hits == before)
        {
            return written.IsSuccessStatusCode ? Outcome.Forgets : Outcome.Refused;
        }

        await AssertAreTheSameAsync(server, write, asked);
        return Outcome.Keeps;
    }

    private static async Task AssertAreTheSameAsync(RegistryServer server, WriteOperation write, IEnumerable<string> asked)
    {
        foreach (var address in asked)
        {
            Assert.That(
                await server.AnswerAsync(HttpMethod.Get, address),
                Is.EqualTo(await server.AnewAsync(HttpMethod.Get, address)),
                $"{write}: {address}"
            );
        }
    }

    /// <summary>On a server's database, a reader of another node who does not name the version sees the write within 100 ms.</summary>
    [TestCase(1, false)]
    [TestCase(1, true)]
    [TestCase(2, false)]
    [TestCase(2, true)]
    public async Task Readers_WhenTheyRaceAWriter_NeverSeeWhatIsOlderThanItsAcknowledgement(int processes, bool namesVersion)
    {
        var lag = TimeSpan.FromMilliseconds(TestDatabase.IsPostgres && processes == 2 && !namesVersion ? 100 : 0);
        await using var writer = await RegistryServer.StartAsync();
        await using var other = processes == 1 ? null : await RegistryServer.StartWithAsync(writer.Database.Argument);
        var reader = other ?? writer;
        var group = $"/v1/groups/{Shipped.Asud}";
        var acknowledged = (Number: 0, Version: await writer.VersionAsync());
        using var stop = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(async () =>
                {
                    while (!stop.IsCancellationRequested)
                    {
                        (int Number, string Version) least;
                        lock (stop)
                        {
                            least = acknowledged;
                        }

                        using var answer = await reader.GetAsync(
                            group,
                            namesVersion ? [(VersionHeader.Name, least.Version)] : Array.Empty<(string, string)>()
                        );
                        Assert.That(PlaceIn(await answer.Content.ReadAsStringAsync()), Is.GreaterThanOrEqualTo(least.Number));
                    }
                })
            )
            .ToList();
        for (var i = 1; i <= 40; i++)
        {
            await writer.WriteAsync(("update groups set place = @place where slug = 'asud'", new { place = $"Place {i}" }));
            var version = await writer.VersionAsync();
            await Task.Delay(lag);
            lock (stop)
            {
                acknowledged = (i, version);
            }

            // Some of the answers have to be kept.
            await Task.Delay(2);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.That(PlaceIn(await reader.TextAsync(group)), Is.EqualTo(40));
        Assert.That(reader.Kept().Hits, Is.GreaterThan(20), "some of the answers have to be kept ones");
    }

    private static int PlaceIn(string group) =>
        Place().Match(group) is { Success: true } place
            ? int.Parse(place.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex("\"Place (?<number>[0-9]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
