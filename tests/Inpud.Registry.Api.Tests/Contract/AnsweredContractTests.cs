using System.Net.Http.Headers;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>Every operation is asked in all the ways that have an answer of their own, and each answer has a status, a media type and headers that the contract names.</summary>
internal sealed class AnsweredContractTests
{
    /// <summary>What answers have by HTTP itself, and what is for browsers. A client of the operation reads none of them.</summary>
    private static readonly HashSet<string> OfHttp = new(StringComparer.OrdinalIgnoreCase)
    {
        "Cache-Control",
        "Connection",
        "Content-Encoding",
        "Content-Language",
        "Content-Length",
        "Content-Security-Policy",
        "Content-Type",
        "Cross-Origin-Resource-Policy",
        "Date",
        "Expires",
        "Last-Modified",
        "Pragma",
        "Referrer-Policy",
        "Strict-Transport-Security",
        "Transfer-Encoding",
        "Vary",
        "X-Content-Type-Options",
        "X-Frame-Options",
    };

    private static readonly JsonElement Document = RegistryServer.Contract();

    private RegistryServer server = null!;
    private (string Name, string Value) registry;
    private (string Name, string Value) another;

    private static IEnumerable<TestCaseData> Writes =>
        WriteExample.All.Select(write => new TestCaseData(write).SetArgDisplayNames($"{write.Method} {write.Write.Template}"));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        registry = await server.KeyAsync(expires: null, "registry");
        another = await server.KeyAsync(expires: null, "panpud");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(typeof(ReadOperation), nameof(ReadOperation.All))]
    public async Task Read_WhenAnswered_IsAsTheContractSays(ReadOperation read)
    {
        var former = read.AddressOf(name => name is "network" ? "anpud" : null);
        foreach (var form in read.Forms.Append("text/html").Append("image/png"))
        {
            using var answer = await AskAsync(read.Address, ("Accept", form));
            await AskAsync(read.Address, ("Accept", form), ("If-None-Match", $"{answer.Headers.ETag}"));
            await AskAsync(read.Address, ("Accept", form), ("If-Match", "\"other\""));
            await AskAsync(ReadOperation.With(read.Address, "unknown", "1"), ("Accept", form));
            await AskAsync(read.Address.Split('?')[0], ("Accept", form));
            await AskAsync(former, ("Accept", form));
            await AskAsync(read.AddressOf(name => "nobody"), ("Accept", form));
        }

        foreach (var name in read.Options.Select(ReadOperation.NameOf))
        {
            await AskAsync(ReadOperation.With(read.Address, name, "1"));
            await AskAsync($"{read.Address}{(read.Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}=");
        }

        await AskAsync(read.Address, ("Range", "bytes=0-1"));
        await AskAsync(read.Address, ("Range", "bytes=999999999-"));
        await AskAsync(read.Address, ("Registry-Version", "x"));
        await AskAsync(read.Address, ("Authorization", "Bearer inpud_wrong"));
        await AskAsync(read.Address, another);
        using var unnamed = await server.GetAsync(read.Address);
        await CheckAsync(read.Operation, unnamed);

        async Task<HttpResponseMessage> AskAsync(string address, params (string Name, string Value)[] headers)
        {
            var response = await server.GetAsync(
                address,
                headers.Any(header => header.Name == "Authorization") ? headers : [registry, .. headers]
            );
            await CheckAsync(read.Operation, response);
            return response;
        }
    }

    [TestCaseSource(nameof(Writes))]
    public async Task Write_WhenAnswered_IsAsTheContractSays(WriteExample write)
    {
        var operation = write.Write.Operation;
        foreach (
            var header in new[]
            {
                registry,
                another,
                ("Authorization", "Bearer inpud_wrong"),
                ("Accept", "text/html"),
                ("Accept", "image/png"),
            }
        )
        {
            foreach (var version in new[] { "*", "\"other\"", "" })
            {
                await SendAsync(write.Write.Address, write.BodyOrNull(), header, ("If-Match", version));
            }
        }

        await SendAsync(write.Write.AddressOf(name => name is "network" ? "anpud" : null), write.BodyOrNull(), registry, ("If-Match", "*"));
        await SendAsync(write.Write.AddressOf(name => "nobody"), write.BodyOrNull(), registry, ("If-Match", "*"));
        foreach (var type in new[] { "application/json", "application/xml", "text/csv" })
        {
            using var wrong = new StringContent("x");
            wrong.Headers.ContentType = new MediaTypeHeaderValue(type);
            await SendAsync(write.Write.Address, wrong, registry, ("If-Match", "*"));
        }

        if (write.BodyOrNull() is { } encoded)
        {
            encoded.Headers.ContentEncoding.Add("gzip");
            await SendAsync(write.Write.Address, encoded, registry, ("If-Match", "*"));
        }

        async Task SendAsync(string address, HttpContent? body, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(write.Method),
                write.TakesTrial ? ReadOperation.With(address, "dryRun", "true") : address
            )
            {
                Content = body,
            };
            foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await server.Client.SendAsync(request);
            await CheckAsync(operation, response);
        }
    }

    /// <summary>The form of the page of frames sends its empty fields.</summary>
    [Test]
    public async Task Page_WhenItsFormIsSent_LeadsOnAsTheContractSays()
    {
        using var response = await server.GetAsync("/embed?network=&lang=en");

        await CheckAsync(ReadOperation.All.Single(read => read.Template == "/embed").Operation, response);
        Assert.That((int)response.StatusCode, Is.EqualTo(303));
    }

    private static async Task CheckAsync(JsonElement operation, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var responses = operation.GetProperty("responses");
        var request = response.RequestMessage!;
        var asked = $"{request.Method} {request.RequestUri!.PathAndQuery} {request.Headers.ToString().ReplaceLineEndings(" ")}: {status}";
        var isNamed = responses.TryGetProperty($"{status}", out var named);
        if (status == 304 && !isNamed)
        {
            // A client of Kiota would take an operation without JSON that may answer 304 for one without a body.
            Assert.That(responses.GetProperty("200").GetProperty("content").TryGetProperty("application/json", out _), Is.False, asked);
            return;
        }

        Assert.That(isNamed || status >= 400, Is.True, asked);
        var answer = Resolve(isNamed ? named : responses.GetProperty("default"));
        var declared = answer.TryGetProperty("headers", out var headers)
            ? headers.EnumerateObject().Select(header => header.Name).ToHashSet()
            : [];
        Assert.That(
            response
                .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .Select(header => header.Key)
                .Where(name => !OfHttp.Contains(name) && !declared.Contains(name)),
            Is.Empty,
            asked
        );
        if (response.Content.Headers.ContentType?.MediaType is { } type && (await response.Content.ReadAsByteArrayAsync()).Length > 0)
        {
            Assert.That(
                answer.TryGetProperty("content", out var content) && content.TryGetProperty(type, out _),
                Is.True,
                $"{asked} {type}"
            );
        }
    }

    private static JsonElement Resolve(JsonElement answer) =>
        answer.TryGetProperty("$ref", out var reference)
            ? Document.GetProperty("components").GetProperty("responses").GetProperty(reference.GetString()!.Split('/')[^1])
            : answer;
}
