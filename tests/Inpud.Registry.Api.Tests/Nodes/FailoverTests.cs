using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Nodes;

/// <summary>The primary is lost for good, and its standby takes over, as the runbook says. Nodes that know both go on by themselves.</summary>
[OnBoth]
internal sealed class FailoverTests
{
    /// <summary>How soon after the standby took over each node has to go on, in milliseconds.</summary>
    private const int Soon = 10_000;

    private readonly ReplicatedServer server = new();
    private RunningNodes nodes = null!;
    private AuthenticationHeaderValue key = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        await server.StartAsync();
        nodes = new RunningNodes(2, $"--Registry:Database={server.ConnectionString}");
        await nodes.StartAsync();
        key = await StewardOfNodes.KeyAsync(server.ConnectionString);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await using (server)
        {
            await nodes.DisposeAsync();
        }
    }

    [Test]
    public async Task Registry_WhenTheStandbyTakesOver_GoesOnInAnotherEpoch()
    {
        var before = await RecordAsync(0, "Before");
        var written = await server.SqlAsync(ReplicatedServer.Primary, "select cast(pg_current_wal_lsn() as text)");
        await UntilAsync(
            async () => await server.SqlAsync(ReplicatedServer.Standby, $"select pg_last_wal_replay_lsn() >= '{written}'") is true,
            "the standby has the write"
        );
        await server.KillAsync(ReplicatedServer.Primary);
        await server.SqlAsync(ReplicatedServer.Standby, "select pg_promote()");

        for (var node = 0; node < 2; node++)
        {
            using var client = nodes.Client(node);
            await UntilAsync(
                async () =>
                {
                    using var read = await client.GetAsync("/v1/partners?limit=200");
                    return read.StatusCode == HttpStatusCode.OK
                        && (await read.Content.ReadAsStringAsync()).Contains("\"Before\"", StringComparison.Ordinal);
                },
                $"node {node} reads"
            );
            var after = await RecordAsync(node, $"After {node}");
            Assert.That(
                after.Split('-')[0],
                Is.Not.EqualTo(before.Split('-')[0]),
                "the standby may lack what the primary had, so that another epoch begins"
            );
        }

        using var other = nodes.Client(1);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/v1/partners") { Headers = { { VersionHeader.Name, before } } };
        using var refused = await other.SendAsync(asked);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("unknown-version"));
        Assert.That(await other.GetStringAsync("/v1/partners?limit=200"), Does.Contain("\"After 0\"").And.Contain("\"After 1\""));
        var (exitCode, output, error) = await RegistryCommand.RunAsync("verify", $"--Registry:Database={server.ConnectionString}");
        Assert.That(exitCode, Is.Zero, output + error);
    }

    /// <summary>Records a partner, and gives the version in which it is there.</summary>
    private async Task<string> RecordAsync(int node, string name)
    {
        var body = StewardOfNodes.Partner();
        (body["name"], body["period"]) = (name, "2019/..");
        using var client = nodes.Client(node);
        client.DefaultRequestHeaders.Authorization = key;
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/v1/partners", content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), await answer.Content.ReadAsStringAsync());
        return answer.Headers.GetValues(VersionHeader.Name).Single();
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        for (var until = Environment.TickCount64 + Soon; !await holds(); await Task.Delay(50))
        {
            Assert.That(Environment.TickCount64, Is.LessThan(until), what);
        }
    }
}
