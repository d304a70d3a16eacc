using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>No cache keeps an answer to a key or to an applicant's link, and nobody can guess at it by its compressed length. The operations are those of the contract.</summary>
internal sealed class PrivateAnswersTests
{
    /// <summary>An operation of the contract, with the address and the body of its examples.</summary>
    private sealed record Operation(string Method, ReadOperation Described)
    {
        public bool IsApplicants => Described.Template.StartsWith("/v1/applications", StringComparison.Ordinal);

        public string Body =>
            Described.Operation.TryGetProperty("requestBody", out var body)
            && body.GetProperty("content").TryGetProperty("application/json", out var json)
                ? json.GetProperty("example").GetRawText()
                : "{}";

        public bool NeedsVersion => Described.Parameters.Any(parameter => ReadOperation.NameOf(parameter) == "If-Match");

        public bool CanTry => Described.Parameters.Any(parameter => ReadOperation.NameOf(parameter) == "dryRun");
    }

    private static readonly (string, string) Compressed = ("Accept-Encoding", "br, gzip");

    private RegistryServer server = null!;
    private (string Name, string Value) key;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartWithAsync(
            "--Registry:Limits:ApplicationsPerHour=1000",
            "--Registry:Limits:ApplicationTriesPerHour=1000"
        );
        key = await server.KeyAsync(expires: null, "registry");
        await server.AddExampleRecordsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Operations_WhenAskedWithAKeyOrALink_AnswerWhatNoCacheKeeps()
    {
        var mistakes = new List<string>();
        var successes = 0;
        foreach (var operation in All())
        {
            var template = operation.Described.Template;
            var address = operation.Described.Address;
            var own = operation.IsApplicants ? [] : new[] { key };
            var known = ReadOperation.With(address, "dryRun", "true");
            var tag = operation.NeedsVersion ? await TagAsync(WriteOperation.RecordOf(address), own) : "";
            (string Address, string Body, (string, string)[] Headers)[] requests =
            [
                (operation.CanTry ? known : address, operation.Body, [.. own, ("If-Match", tag)]),
                (ReadOperation.With(address, "nothing", "1"), operation.Body, own),
                (operation.CanTry ? known : address, """{"nothing":1}""", own),
                (operation.Described.AddressOf(_ => "nothing"), operation.Body, own),
                (address, operation.Body, [("Authorization", "Bearer inpud_nothing")]),
            ];
            foreach (var (asked, body, headers) in requests)
            {
                using var response = await SendAsync(operation.Method, asked, body, [.. headers, Compressed]);
                successes += response.IsSuccessStatusCode && asked == requests[0].Address ? 1 : 0;
                if (
                    response.Headers.CacheControl is not { NoStore: true, Public: false }
                    || response.Content.Headers.ContentEncoding.Count > 0
                )
                {
                    mistakes.Add(
                        $"{operation.Method} {template} ({(int)response.StatusCode}): {response.Headers.CacheControl} {string.Join(',', response.Content.Headers.ContentEncoding)}"
                    );
                }
            }
        }

        Assert.That(mistakes, Is.Empty);
        Assert.That(successes, Is.GreaterThan(80), "the answers of successes have to be among them");
    }

    [Test]
    public async Task Reads_WhenAskedWithoutAKey_AreKeptAndCompressed()
    {
        var mistakes = new List<string>();
        foreach (
            var read in ReadOperation.Public.Where(read =>
                read.HasTag && !read.Template.StartsWith("/v1/applications", StringComparison.Ordinal)
            )
        )
        {
            using var plain = await server.GetAsync(read.Address);
            using var compressed = await server.GetAsync(read.Address, Compressed);
            var isText =
                plain.Content.Headers.ContentType!.MediaType is "application/json" or "text/csv" or "text/html" or "application/atom+xml";
            if (
                plain.Headers.CacheControl is not { Public: true, NoCache: true, NoStore: false }
                || (
                    isText && (compressed.Content.Headers.ContentEncoding.Count == 0 || compressed.Headers.ETag!.Equals(plain.Headers.ETag))
                )
            )
            {
                mistakes.Add(
                    $"{read.Address}: {plain.Headers.CacheControl} {compressed.Headers.ETag} {string.Join(',', compressed.Content.Headers.ContentEncoding)}"
                );
            }
        }

        Assert.That(mistakes, Is.Empty);
    }

    [Test]
    public async Task Record_WhenAStewardHasIt_IsNotSentAgainAndCanBeChanged()
    {
        var record = ReadOperation.All.First(read => read.Template == "/v1/groups/{id}/record").Address;
        using var first = await server.GetAsync(record, key, Compressed);
        using var again = await server.GetAsync(record, key, Compressed, ("If-None-Match", first.Headers.ETag!.ToString()));
        using var changed = await server.SendJsonAsync(
            HttpMethod.Patch,
            record + "?dryRun=true",
            """{"note":"Elsewhere","reason":"r"}""",
            key,
            ("If-Match", first.Headers.ETag!.ToString())
        );

        Assert.That((int)again.StatusCode, Is.EqualTo(304));
        Assert.That(again.Headers.CacheControl!.NoStore, Is.True);
        Assert.That((int)changed.StatusCode, Is.EqualTo(200), await changed.Content.ReadAsStringAsync());
    }

    private static IEnumerable<Operation> All() =>
        from path in RegistryServer.Contract().GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        where method.Value.ValueKind == JsonValueKind.Object && method.Value.TryGetProperty("operationId", out _)
        select new Operation(method.Name.ToUpperInvariant(), new ReadOperation(path.Name, method.Value));

    private async Task<string> TagAsync(string record, (string, string)[] headers)
    {
        using var response = await server.GetAsync(record, headers);
        return response.Headers.ETag?.ToString() ?? "*";
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string address, string body, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, UriKind.Relative));
        if (method != "GET")
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await server.Client.SendAsync(request);
    }
}
