using System.Text.Json.Nodes;
using Inpud.Registry.Api.Tests.Deploy;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Nodes;

/// <summary>
/// Three nodes behind nginx, a PostgreSQL primary and its standby, with readers and writers before them. One part after another fails and is repaired. Nothing acknowledged is lost, nobody reads what
/// no state of the registry had, nobody who names a version goes back in time, and errors are problems that end soon after the repair.
/// </summary>
[OnBoth]
internal sealed class FailuresTests
{
    /// <summary>How soon after a repair the last error is over, in milliseconds.</summary>
    private const int Soon = 8_000;

    private readonly ReplicatedServer server = new();
    private RunningNodes nodes = null!;
    private NginxFront front = null!;
    private Traffic traffic = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await server.StartAsync();
        nodes = new RunningNodes(3, $"--Registry:Database={server.ConnectionString}", $"--Registry:PublicUrl=https://{NginxFront.Host}");
        await nodes.StartAsync();
        front = new NginxFront(nodes.Ports[0], nodes.Ports[1], nodes.Ports[2]);
        await front.StartAsync();
        traffic = new Traffic(
            front.Client(),
            await StewardOfNodes.KeyAsync(server.ConnectionString),
            StewardOfNodes.Partner(),
            Shipped.EuronpudCatnpud
        );
        var states = await traffic.StatesAsync();
        Assert.That(states, Has.Count.EqualTo(2), string.Join('\n', traffic.Mistakes.Prepend("the two states differ")));
        await traffic.BeginAsync(states);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        // Whatever went wrong, no process outlives the test.
        await using (server)
        await using (nodes)
        await using (front)
        {
            await (traffic?.EndAsync() ?? Task.CompletedTask);
        }
    }

    [Test]
    public async Task Registry_WhenItsPartsFailOneByOne_LosesNothingAndGoesOn()
    {
        await Task.Delay(1000);
        await ExpectReadsOfStandbyAsync();
        await FailAsync("a node is killed", () => nodes.KillAsync(1), () => nodes.StartAsync(1));
        await FailAsync(
            "the standby is killed",
            () => server.KillAsync(ReplicatedServer.Standby),
            () => server.BeginAsync(ReplicatedServer.Standby)
        );
        await FailAsync("the connections of the primary end", EndConnectionsAsync, () => Task.CompletedTask);
        await FailAsync(
            "the standby stands still",
            () => server.SqlAsync(ReplicatedServer.Standby, "select pg_wal_replay_pause()"),
            () => server.SqlAsync(ReplicatedServer.Standby, "select pg_wal_replay_resume()")
        );
        await FailAsync(
            "the primary is killed",
            () => server.KillAsync(ReplicatedServer.Primary),
            () => server.BeginAsync(ReplicatedServer.Primary)
        );

        await traffic.EndAsync();
        Assert.That(traffic.Mistakes, Is.Empty, traffic.Counts);
        Assert.That(traffic.Acknowledged, Is.GreaterThan(5));
        for (var node = 0; node < 3; node++)
        {
            using var client = nodes.Client(node);
            var list = JsonNode.Parse(await client.GetStringAsync("/v1/partners?limit=200"))!;
            var names = list["items"]!
                .AsArray()
                .Select(partner => (string)partner!["name"]!)
                .Where(name => name.StartsWith("Partner ", StringComparison.Ordinal))
                .ToList();
            Assert.That(names, Is.Unique, "a write that was sent again was not done again");
            Assert.That(names, Has.Count.GreaterThanOrEqualTo(traffic.Acknowledged), "what was acknowledged is there");
        }

        TestContext.Out.WriteLine(traffic.Counts);
    }

    private async Task FailAsync(string what, Func<Task> breaks, Func<Task> repairs)
    {
        var before = traffic.Acknowledged;
        await breaks();
        await Task.Delay(1500);
        await repairs();
        var repaired = Environment.TickCount64;
        while (traffic.SinceFailure < 1500 || traffic.Acknowledged == before)
        {
            await Task.Delay(100);
            Assert.That(
                Environment.TickCount64 - repaired,
                Is.LessThan(Soon + 1500),
                $"{what}: {traffic.Acknowledged - before} writes since, {traffic.Counts}, {string.Join('\n', traffic.Mistakes.Take(5))}"
            );
        }

        TestContext.Out.WriteLine($"{what}: well after {Environment.TickCount64 - repaired - Math.Min(1500, traffic.SinceFailure)} ms");
    }

    /// <summary>Without them, a standby that lags could do no harm, and the test would tell nothing.</summary>
    private async Task ExpectReadsOfStandbyAsync()
    {
        for (var until = Environment.TickCount64 + 20_000; ; await Task.Delay(200))
        {
            var transactions = await server.SqlAsync(
                ReplicatedServer.Standby,
                "select xact_commit + xact_rollback from pg_stat_database where datname = 'registry'"
            );
            if (transactions is > 30L)
            {
                return;
            }

            Assert.That(Environment.TickCount64, Is.LessThan(until), $"{transactions} transactions of the standby");
        }
    }

    private Task EndConnectionsAsync() =>
        server.SqlAsync(
            ReplicatedServer.Primary,
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = 'registry'"
        );
}
