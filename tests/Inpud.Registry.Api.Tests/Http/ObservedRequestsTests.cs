using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Http.Keeping;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>The access log, the traces and the metrics name operations, and hold nothing of a request's address, headers or body.</summary>
internal sealed class ObservedRequestsTests
{
    [Test]
    public async Task Requests_WhenObserved_AreNamedByTheirOperationsAndTellNothingElse()
    {
        await using var collector = await Collector.StartAsync();
        using var log = new LogLines();
        string[] secrets;
        await using (var server = await RegistryServer.StartWithLogAsync(log, $"--Registry:Telemetry:Collector={collector.Address}"))
        {
            var key = await server.KeyAsync(expires: null, "registry");
            var id = await PostAsync(
                server,
                "/v1/groups",
                """{"name":"Umoja","country":"KE","period":"2012/..","source":"registry-curation","reason":"Secret."}""",
                "id",
                key
            );
            var link = await PostAsync(
                server,
                "/v1/applications",
                """{"network":"africanpud","name":"Umoja","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."}""",
                "link",
                ("User-Agent", "secret-agent")
            );
            secrets =
            [
                key.Value[7..],
                id,
                link.Split('/')[^1],
                "Umoja",
                "Secret.",
                "secret-agent",
                "secret-method",
                "secret-trace",
                "127.0.0.2",
            ];
            foreach (
                var address in new[]
                {
                    $"/v1/groups/{id}/record",
                    link,
                    "/v1/groups?q=Umoja",
                    $"/v1/nothing/{id}",
                    $"/openapi.yaml?{id}",
                    "/test/failure",
                }
            )
            {
                using var asked = await server.GetAsync(
                    address,
                    key,
                    ("tracestate", "secret-trace=1"),
                    ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                    ("baggage", "secret-trace=1"),
                    ("X-Forwarded-For", "127.0.0.2")
                );
            }

            using var head = await server.SendAsync(HttpMethod.Head, $"/v1/groups/{id}", key);
            using var odd = await server.SendAsync(new HttpMethod("secret-method"), $"/v1/groups/{id}");
        }

        var lines = log.All.Where(line => line.StartsWith("Inpud.Registry.Access", StringComparison.Ordinal)).ToList();
        var traces = collector.SentTo("/v1/traces");
        var metrics = collector.SentTo("/v1/metrics");
        Assert.Multiple(() =>
        {
            foreach (
                var operation in new[] { "POST /v1/groups", "GET /v1/groups/{id}/record", "HEAD /v1/groups/{group}", "GET /test/failure" }
            )
            {
                Assert.That(lines, Has.Some.Contains($" {operation} "), operation);
                Assert.That(traces, Does.Contain(operation));
            }

            Assert.That(lines, Has.Some.Match(@"GET \(no operation\) 404 \d+ ms"));
            Assert.That(lines, Has.Some.Match(@"GET /test/failure 500 \d+ ms"));
            Assert.That(lines, Has.Some.Contains("_OTHER "));
            Assert.That(lines, Has.Count.EqualTo(10));
            Assert.That(metrics, Does.Contain("http.server.request.duration").And.Contain("/v1/groups/{id}/record"));
            Assert.That(traces, Does.Not.Contain("4bf92f3577b34da6a3ce929d0e0e4736"));
            foreach (var secret in secrets)
            {
                Assert.That(log.All, Has.None.Contains(secret));
                Assert.That(traces, Does.Not.Contain(secret));
                Assert.That(metrics, Does.Not.Contain(secret));
            }
        });
    }

    [Test]
    public async Task Requests_WhenTheirAnswersAreKept_AreNotedAsTheOthers()
    {
        using var log = new LogLines();
        await using (var server = await RegistryServer.StartWithLogAsync(log))
        {
            using var first = await server.GetAsync($"/v1/groups/{Shipped.Asud}");
            using var kept = await server.GetAsync($"/v1/groups/{Shipped.Asud}");
            using var head = await server.SendAsync(HttpMethod.Head, $"/v1/groups/{Shipped.Asud}");
            Assert.That(server.Kept().Hits, Is.EqualTo(2));
        }

        var lines = log.All.Where(line => line.StartsWith("Inpud.Registry.Access", StringComparison.Ordinal)).ToList();
        Assert.That(lines.Count(line => line.Contains(" GET /v1/groups/{group} 200 ", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(lines.Count(line => line.Contains(" HEAD /v1/groups/{group} 200 ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    private static async Task<string> PostAsync(
        RegistryServer server,
        string address,
        string body,
        string field,
        params (string Name, string Value)[] headers
    )
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body, headers);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(201), answer);
        return JsonDocument.Parse(answer).RootElement.GetProperty(field).GetString()!;
    }
}
