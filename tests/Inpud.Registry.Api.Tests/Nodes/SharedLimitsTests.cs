using System.Net;
using Inpud.Registry.Api.Http.Clients;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Nodes;

/// <summary>What a sender or a steward did on one node counts on another one that uses the same database.</summary>
[OnBoth]
internal sealed class SharedLimitsTests
{
    private const string Umoja =
        """{"network":"africanpud","name":"Umoja","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}""";

    private RegistryServer one = null!;
    private RegistryServer other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        string[] limits = ["--Registry:Limits:ApplicationsPerHour=2", "--Registry:Limits:ApplicationTriesPerHour=6"];
        one = await RegistryServer.StartOnAsync(onServer: true, limits);
        other = await RegistryServer.StartWithAsync([one.Database.Argument, .. limits]);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await other.DisposeAsync();
        await one.DisposeAsync();
    }

    [Test]
    public async Task Permits_WhenTheyAreTakenOnSeveralNodes_AreTheSame()
    {
        using var first = await ApplyAsync(one);
        using var second = await ApplyAsync(other);
        await WaitAsync(server => !server.Services.GetRequiredService<ApplicationPermits>().Look(Sender()).IsAcquired);
        using var third = await ApplyAsync(one);
        using var fourth = await ApplyAsync(other);

        Assert.That(
            new[] { first, second, third, fourth }.Select(answer => (int)answer.StatusCode),
            Is.EqualTo(new[] { 201, 201, 429, 429 })
        );
    }

    [Test]
    public async Task Application_WhenRepeatedOnAnotherNodeWithoutAPermit_IsAnsweredAsBefore()
    {
        using var first = await ApplyAsync(one, "", ("Idempotency-Key", "7c0f4b5e-3f0e-4c52-9d4c-2a0d4b1f9e11"));
        using var second = await ApplyAsync(one);
        Assert.That(
            new[] { first, second }.Select(answer => (int)answer.StatusCode),
            Is.EqualTo(new[] { 201, 201 }),
            await second.Content.ReadAsStringAsync()
        );
        await WaitAsync(server => !server.Services.GetRequiredService<ApplicationPermits>().Look(Sender()).IsAcquired);
        using var repeated = await ApplyAsync(other, "", ("Idempotency-Key", "7c0f4b5e-3f0e-4c52-9d4c-2a0d4b1f9e11"));

        Assert.That(repeated.StatusCode, Is.EqualTo(HttpStatusCode.Created), await repeated.Content.ReadAsStringAsync());
        Assert.That(repeated.Headers.Location, Is.EqualTo(first.Headers.Location));
    }

    [Test]
    public async Task Tries_WhenTheyAreMadeOnSeveralNodes_CountTogether()
    {
        for (var i = 0; i < 3; i++)
        {
            foreach (var node in new[] { one, other })
            {
                using var tried = await ApplyAsync(node, "?dryRun=true");
                Assert.That(tried.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            }
        }

        await WaitAsync(server =>
            !server
                .Services.GetRequiredService<TryLimits>()
                .Of(TryLimits.DryRun)
                .Look(server.Services.GetRequiredService<Senders>().Of(Sender()))
                .IsAcquired
        );
        using var refused = await ApplyAsync(other, "?dryRun=true");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task Write_WhenRepeatedOnAnotherNode_IsAnsweredAsBefore()
    {
        var key = await one.KeyAsync(expires: null, "registry");
        var create = WriteOperation.All.Single(write => write is { Template: "/v1/partners", Method: "POST" });
        var answers = new List<string>();
        foreach (var node in new[] { one, other })
        {
            using var answer = await node.SendJsonAsync(
                HttpMethod.Post,
                create.Address,
                create.Example.ToJsonString(),
                key,
                ("Idempotency-Key", "7c0f4b5e-3f0e-4c52-9d4c-2a0d4b1f9e12")
            );
            answers.Add($"{answer.StatusCode} {answer.Headers.Location}");
        }

        Assert.That(answers[0], Does.StartWith("Created"));
        Assert.That(answers[1], Is.EqualTo(answers[0]));
    }

    [Test]
    public async Task Key_WhenRevokedOnOneNode_IsRefusedByTheOther()
    {
        var key = await one.KeyAsync(expires: null, "registry");
        using var before = await other.GetAsync("/v1/key", key);
        var id = System.Text.Json.JsonDocument.Parse(await before.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        await one.WriteAsync(("update keys set revoked = @now where id = @id", new { id, now = "2026-01-15T12:00:00.0000000Z" }));
        using var after = await other.GetAsync("/v1/key", key);

        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(after.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static Task<HttpResponseMessage> ApplyAsync(RegistryServer node, string query = "", params (string, string)[] headers) =>
        node.SendJsonAsync(HttpMethod.Post, $"/v1/applications{query}", Umoja, headers);

    /// <summary>A request from where those of the test come from.</summary>
    private static DefaultHttpContext Sender() => new() { Connection = { RemoteIpAddress = IPAddress.Loopback } };

    /// <summary>Waits until both nodes have heard.</summary>
    private async Task WaitAsync(Func<RegistryServer, bool> hasHeard)
    {
        for (var until = Environment.TickCount64 + 10_000; !(hasHeard(one) && hasHeard(other)); await Task.Delay(20))
        {
            Assert.That(Environment.TickCount64, Is.LessThan(until), "the nodes do not hear each other");
        }
    }
}
