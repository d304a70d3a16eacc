using System.Text.RegularExpressions;
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

    /// <summary>Each write of the contract is sent with its example. One that another write stands in the way of is sent to a registry of its own.</summary>
    [Test]
    public async Task EveryWrite_WhenItIsAcknowledged_LeavesNoOlderAnswer()
    {
        var refused = new List<WriteOperation>();
        await using (var server = await StartAsync())
        {
            foreach (var write in Writes())
            {
                if (!await TryAsync(server, write))
                {
                    refused.Add(write);
                }
            }
        }

        var never = new List<string>();
        foreach (var write in refused)
        {
            await using var server = await StartAsync();
            if (!await TryAsync(server, write))
            {
                never.Add($"{write}");
            }
        }

        Assert.That(Addresses, Has.Count.GreaterThan(35));
        Assert.That(never, Is.Empty, "the example of each write has to do something");
    }

    private static async Task<RegistryServer> StartAsync()
    {
        var server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        // The contract's example of a consent is made up.
        var steps = WriteOperation.All.First(write => write.Template.EndsWith("/{consent}/end", StringComparison.Ordinal)).Address.Split('/');
        await server.WriteAsync(
            (
                "insert into consents (id, group_id, scope, given, given_to) values (@consent, @group, 'public', '2025-01-01', 'A steward')",
                new { group = steps[3], consent = steps[5] }
            )
        );
        return server;
    }

    /// <summary>What makes and changes records goes before what ends them.</summary>
    private static IEnumerable<WriteOperation> Writes() => WriteOperation.OfEverybody.OrderBy(write => write.Creates ? 0 : write.IsPatch ? 1 : 2);

    private static async Task<bool> TryAsync(RegistryServer server, WriteOperation write)
    {
        var key = await server.KeyAsync(expires: null, "registry");
        foreach (var address in Addresses)
        {
            using var answer = await server.GetAsync(address);
        }

        using var record = await server.GetAsync(write.Record, key);
        var before = server.Kept().Hits;
        using var written = await server.SendJsonAsync(
            new HttpMethod(write.Method),
            write.Address,
            write.Example.ToJsonString(),
            key,
            ("If-Match", write.NeedsVersion ? record.Headers.ETag?.ToString() ?? "*" : "")
        );
        if (!written.IsSuccessStatusCode)
        {
            return false;
        }

        // Where the first answer is made anew, all are: they are forgotten together.
        using var first = await server.GetAsync(Addresses[0]);
        if (server.Kept().Hits > before)
        {
            foreach (var address in Addresses)
            {
                Assert.That(
                    await server.AnswerAsync(HttpMethod.Get, address),
                    Is.EqualTo(await server.AnewAsync(HttpMethod.Get, address)),
                    $"{write}: {address}"
                );
            }
        }

        return true;
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task Readers_WhenTheyRaceAWriter_NeverSeeWhatIsOlderThanItsAcknowledgement(int processes)
    {
        await using var writer = await RegistryServer.StartAsync();
        await using var other = processes == 1 ? null : await RegistryServer.StartWithAsync(writer.Database.Argument);
        var reader = other ?? writer;
        var group = $"/v1/groups/{Shipped.Asud}";
        var acknowledged = 0;
        using var stop = new CancellationTokenSource();
        var readers = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(async () =>
                {
                    while (!stop.IsCancellationRequested)
                    {
                        var least = Volatile.Read(ref acknowledged);
                        var text = await reader.TextAsync(group);
                        Assert.That(PlaceIn(text), Is.GreaterThanOrEqualTo(least));
                    }
                })
            )
            .ToList();
        for (var i = 1; i <= 100; i++)
        {
            await writer.WriteAsync(("update groups set place = @place where slug = 'asud'", new { place = $"Place {i}" }));
            Volatile.Write(ref acknowledged, i);
            // Some of the answers have to be kept.
            await Task.Delay(2);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.That(PlaceIn(await reader.TextAsync(group)), Is.EqualTo(100));
        Assert.That(reader.Kept().Hits, Is.GreaterThan(20), "some of the answers have to be kept ones");
    }

    private static int PlaceIn(string group) =>
        Place().Match(group) is { Success: true } place
            ? int.Parse(place.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex("\"Place (?<number>[0-9]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
