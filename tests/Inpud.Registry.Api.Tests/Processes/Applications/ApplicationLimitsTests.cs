using System.Net;
using System.Net.Sockets;
using System.Text;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Processes.Applications;

/// <summary>One sender can neither bury a network under applications nor keep others from applying.</summary>
internal sealed class ApplicationLimitsTests
{
    private const string Umoja =
        """{"network":"africanpud","name":"Umoja","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}""";
    private static readonly string Mistaken = Umoja.Replace("KE", "ZZ", StringComparison.Ordinal);

    [Test]
    public async Task Permits_WhenApplicationsAreMistakenOrDryRuns_AreNotUsedUp()
    {
        await using var server = await RegistryServer.StartWithAsync("--Registry:Limits:ApplicationsPerHour=2");
        for (var i = 0; i < 5; i++)
        {
            using var mistaken = await ApplyAsync(server, Mistaken);
            using var dry = await ApplyAsync(server, Umoja, "?dryRun=true");
            Assert.That((int)mistaken.StatusCode, Is.EqualTo(400));
            Assert.That((int)dry.StatusCode, Is.EqualTo(200));
        }

        Assert.That(await StatusesAsync(server, 3, Umoja), Is.EqualTo(new[] { 201, 201, 429 }));
        using var after = await ApplyAsync(server, Umoja, "?dryRun=true");
        Assert.That((int)after.StatusCode, Is.EqualTo(200), "a dry run takes no permit");
    }

    [Test]
    public async Task Tries_WhenThereAreTooMany_AreRefusedEachKindForItself()
    {
        await using var server = await RegistryServer.StartWithAsync(
            "--Registry:Limits:ApplicationsPerHour=2",
            "--Registry:Limits:ApplicationTriesPerHour=4"
        );
        Assert.That(await StatusesAsync(server, 5, Umoja, "?dryRun=true"), Is.EqualTo(new[] { 200, 200, 200, 200, 429 }));
        using var first = await ApplyAsync(server, Umoja);
        Assert.That((int)first.StatusCode, Is.EqualTo(201), "dry runs keep no application out");
        Assert.That(await StatusesAsync(server, 4, Mistaken), Is.EqualTo(new[] { 400, 400, 400, 429 }));
        var link = first.Headers.Location!.OriginalString;
        var changes = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            using var change = await server.SendJsonAsync(HttpMethod.Patch, link, """{"message":"Hello."}""", ("If-Match", "*"));
            changes.Add((int)change.StatusCode);
        }

        Assert.That(changes, Is.EqualTo(new[] { 200, 200, 200, 200, 429 }));
        using var last = await ApplyAsync(server, Mistaken);
        var problem = await RegistryServer.ProblemAsync(last, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("4 tries an hour"));
        Assert.That(last.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
    }

    [TestCase("", 10)]
    [TestCase("", 1)]
    [TestCase("?dryRun=true", 1)]
    public async Task Limit_WhenItIsReached_IsToldBeforeTheBodyIsReadAndWithoutTheDatabase(string query, int tries)
    {
        await using var server = await RegistryServer.StartWithAsync(
            "--Registry:Limits:ApplicationsPerHour=1",
            $"--Registry:Limits:ApplicationTriesPerHour={tries}"
        );
        using var first = await ApplyAsync(server, Umoja, query);
        Assert.That(first.IsSuccessStatusCode);
        await server.Database.TakeAwayAsync();
        using var client = new TcpClient("127.0.0.1", server.Client.BaseAddress!.Port);
        await client
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /v1/applications{query} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n"
                )
            );
        using var reader = new StreamReader(client.GetStream());

        Assert.That(await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(3)), Is.EqualTo("HTTP/1.1 429 Too Many Requests"));
    }

    /// <summary>Each row: how the senders' addresses go on after one another, and how many applications of them may wait.</summary>
    [TestCase("192.0.2.1", 20, TestName = "Queue_WhenOneSenderFillsIt_HasRoomForOthers")]
    [TestCase("2001:db8:1:1::{0:x}", 20, TestName = "Queue_WhenASenderChangesItsAddress_HasRoomForOthers")]
    [TestCase("192.0.2.{0}", 50, TestName = "Queue_WhenANetworkFillsIt_HasRoomForOthers")]
    [TestCase("2001:db8:1:{0:x}::1", 50, TestName = "Queue_WhenANetworkOfIPv6FillsIt_HasRoomForOthers")]
    [TestCase("192.0.{0}.1", 100, TestName = "Queue_WhenAProviderFillsIt_HasRoomForOthers")]
    [TestCase("2001:db8:{0:x}::1", 100, TestName = "Queue_WhenAProviderOfIPv6FillsIt_HasRoomForOthers")]
    public async Task Queue_WhenFilled_HasRoomForOthers(string senders, int share)
    {
        await using var server = await RegistryServer.StartWithAsync(
            "--Registry:TrustedProxies=127.0.0.1",
            "--Registry:Limits:ApplicationsPerHour=1000",
            "--Registry:Limits:ApplicationTriesPerHour=1000"
        );
        for (var i = 1; i <= share; i++)
        {
            using var taken = await FromAsync(i);
            Assert.That((int)taken.StatusCode, Is.EqualTo(201), $"application {i}");
        }

        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        var waiting = await read.SingleAsync<string>("select min(id) from applications");
        using var refused = await FromAsync(share + 1);
        await RegistryServer.ProblemAsync(refused, HttpStatusCode.TooManyRequests, "too-many-requests");
        using var other = await ApplyAsync(server, Umoja, "", ("X-Forwarded-For", "198.51.100.1"));
        using var elsewhere = await FromAsync(share + 2, "euronpud");
        await server.WriteAsync(("update applications set state = 'returned' where id = @waiting", new { waiting }));
        using var again = await FromAsync(1);

        Assert.That((int)other.StatusCode, Is.EqualTo(201), "another sender");
        Assert.That((int)elsewhere.StatusCode, Is.EqualTo(201), "another network's queue");
        Assert.That((int)again.StatusCode, Is.EqualTo(201), "the network has looked at one of them");

        Task<HttpResponseMessage> FromAsync(int i, string network = "africanpud") =>
            ApplyAsync(
                server,
                Umoja.Replace("africanpud", network, StringComparison.Ordinal),
                "",
                ("X-Forwarded-For", string.Format(System.Globalization.CultureInfo.InvariantCulture, senders, i))
            );
    }

    private static async Task<List<int>> StatusesAsync(RegistryServer server, int times, string body, string query = "")
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            using var response = await ApplyAsync(server, body, query);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    private static Task<HttpResponseMessage> ApplyAsync(
        RegistryServer server,
        string body,
        string query = "",
        params (string, string)[] headers
    ) => server.SendJsonAsync(HttpMethod.Post, $"/v1/applications{query}", body, headers);
}
