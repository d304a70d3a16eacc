using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>The log never contains a key, a link or private data, even at its most detailed level.</summary>
internal sealed class LogTests
{
    private static readonly string[] Loudest =
    [
        "--Logging:LogLevel:Default=Trace",
        "--Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics=Trace",
        // A level of one provider wins over a level, and over a filter, of all.
        "--Logging:Console:LogLevel:Default=Trace",
        "--Logging:Console:LogLevel:Microsoft.AspNetCore=Trace",
        "--Logging:Console:FormatterName=json",
        "--Logging:Console:FormatterOptions:IncludeScopes=true",
    ];

    private static IEnumerable<TestCaseData> Settings() =>
        [
            new TestCaseData((object)new[] { "--Logging:LogLevel:Default=Information" }).SetArgDisplayNames("as an operator has it"),
            new TestCaseData((object)Loudest).SetArgDisplayNames("all of it, scopes included"),
        ];

    [TestCaseSource(nameof(Settings))]
    public async Task Log_WhenStewardsAndApplicantsWrite_HoldsNoSecret(string[] settings)
    {
        using var database = new TestDatabase();
        await RegistryCommand.RunAsync("seed", database.Argument);
        var (_, made, _) = await RegistryCommand.RunAsync("keys", "add", "--label", "A steward", "--scope", "registry", database.Argument);
        var key = Regex.Match(made, "inpud_[A-Za-z0-9_-]{43}").Value;
        Assert.That(key, Is.Not.Empty, made);
        using var process = RegistryProcess.Start(["--urls", "http://127.0.0.1:0", database.Argument, .. settings]);
        var log = new StringBuilder();
        var address = new TaskCompletionSource<string>();
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = new Uri(await address.Task.WaitAsync(TimeSpan.FromSeconds(30))) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Idempotency-Key", "secret-idempotency-key");

        var id = await PostAsync(
            "/v1/groups",
            """{"name":"Umoja","country":"KE","period":"2012/..","source":"registry-curation","reason":"Secret."}""",
            "id"
        );
        using var record = await client.GetAsync(new Uri($"/v1/groups/{id}/record", UriKind.Relative));
        using var broken = await client.PostAsync(
            new Uri($"/v1/groups/{id}/consents", UriKind.Relative),
            new StringContent("""{"scope":"Umoja"}""", Encoding.UTF8, "application/json")
        );
        foreach (
            var read in new[]
            {
                $"/v1/groups/{id}/history?x={id}",
                $"/v1/groups/{id}/nothing",
                "/v1/groups?q=Umoja",
                $"/v1/groups/{id}?asOf=Umoja",
            }
        )
        {
            using var asked = await client.GetAsync(new Uri(read, UriKind.Relative));
        }

        await SendRawAsync(client.BaseAddress!, $"GET /v1/groups/{id} HTTP/9.9\r\nHost: {id}\r\n\r\n");
        await SendRawAsync(client.BaseAddress!, $"GET /v1/groups/{id}%00 HTTP/1.1\r\nHost: {id}\r\n{id}\r\n\r\n");
        client.DefaultRequestHeaders.Authorization = null;
        client.DefaultRequestHeaders.Remove("Idempotency-Key");
        var link = await PostAsync(
            "/v1/applications",
            """{"network":"africanpud","name":"Umoja","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}""",
            "link"
        );
        using var followed = await client.GetAsync(new Uri(link, UriKind.RelativeOrAbsolute));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key + "x");
        using var wrong = await client.GetAsync(new Uri("/v1/key", UriKind.Relative));
        process.Kill();
        await process.WaitForExitAsync();

        string text;
        lock (log)
        {
            text = log.ToString();
        }

        Assert.That((int)followed.StatusCode, Is.EqualTo(200));
        Assert.That(text, Does.Contain(settings == Loudest ? "\"Scopes\":[" : "Application started"), "the test has to see the log");
        string[] secrets = [key, key[6..], link.Split('/')[^1], "Umoja", "umoja", id, "Secret.", "secret-idempotency-key"];
        foreach (var line in text.Split('\n'))
        {
            Assert.That(secrets.Where(secret => line.Contains(secret, StringComparison.Ordinal)), Is.Empty, line);
        }

        void Note(string? line)
        {
            lock (log)
            {
                log.AppendLine(line);
            }

            if (line is not null && Regex.Match(line, @"answers at (http://127\.0\.0\.1:\d+)") is { Success: true } match)
            {
                address.TrySetResult(match.Groups[1].Value);
            }
        }

        static async Task SendRawAsync(Uri address, string request)
        {
            using var raw = new TcpClient(address.Host, address.Port);
            await raw.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
            using var reader = new StreamReader(raw.GetStream());
            Assert.That(await reader.ReadLineAsync(), Does.StartWith("HTTP/1.1 "));
        }

        async Task<string> PostAsync(string path, string body, string field)
        {
            using var response = await client.PostAsync(
                new Uri(path, UriKind.Relative),
                new StringContent(body, Encoding.UTF8, "application/json")
            );
            var answer = await response.Content.ReadAsStringAsync();
            Assert.That((int)response.StatusCode, Is.EqualTo(201), answer);
            return JsonDocument.Parse(answer).RootElement.GetProperty(field).GetString()!;
        }
    }

    [TestCase("/test/failure")]
    [TestCase("/test/broken-answer")]
    public async Task Log_WhenARequestFails_NamesTheOperationAndQuotesNothing(string address)
    {
        using var lines = new LogLines();
        await using var server = await RegistryServer.StartWithLogAsync(lines);
        var trace = "";
        try
        {
            using var response = await server.GetAsync(address);
            trace = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("traceId").GetString()!;
        }
        catch (HttpRequestException)
        {
            // The service closed the connection in the middle of the answer.
        }

        var failure = (await lines.WithAsync("failed")).Single();
        Assert.That(
            failure,
            Does.Contain(address).And.Contain(trace).And.Contain("InvalidOperationException").And.Contain("TestEndpoints.cs")
        );
        Assert.That(lines.All, Has.None.Contains("a secret"));
    }

    [Test]
    [OfTheFile]
    public async Task Log_WhenADayCannotBeSettled_SaysSoAndQuotesNothing()
    {
        using var lines = new LogLines();
        await using var server = await RegistryServer.StartWithLogAsync(lines);
        await server.Database.ChangeByHandAsync(
            "create trigger no_day before insert on settled_days begin select raise(abort, 'a secret'); end"
        );
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.TextAsync("/v1/groups");

        Assert.That((await lines.WithAsync("is not settled")).Single(), Does.Contain("2026-01-16").And.Contain("PublicDay.cs"));
        Assert.That(lines.All, Has.None.Contains("a secret"));
    }

    [Test]
    [OfTheFile]
    public async Task Log_WhenTheDatabaseCannotBeRead_SaysSoAndQuotesNothing()
    {
        using var lines = new LogLines();
        await using var server = await RegistryServer.StartWithLogAsync(lines);
        await server.Database.ChangeByHandAsync(
            """
            drop view public_networks;
            create view public_networks as select id from "a secret"
            """
        );
        using var ready = await server.GetAsync("/health/ready");

        await RegistryServer.ProblemAsync(ready, HttpStatusCode.ServiceUnavailable, "database-unavailable");
        Assert.That(
            (await lines.WithAsync("The health check cannot read")).Single(),
            Does.Contain("SqliteException").And.Contain("DatabaseHealth.cs")
        );
        Assert.That(lines.All, Has.None.Contains("a secret"));
    }

    [Test]
    public async Task TraceId_WhenProblemsFollowOneAnother_CountsNothing()
    {
        var server = await SharedServer.GetAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await server.GetAsync("/v1/nothing");
            var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.NotFound, "not-found");
            ids.Add(problem.GetProperty("traceId").GetString()!);
        }

        Assert.That(ids, Is.Unique.And.All.Match("^[0-9a-f]{32}$"));
        // Random texts share no beginning: one of 8 letters does so once in four thousand million pairs.
        Assert.That(ids.Select(id => id[..8]), Is.Unique);
    }
}
