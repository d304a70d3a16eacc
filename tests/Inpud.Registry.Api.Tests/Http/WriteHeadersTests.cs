using System.Net;
using System.Net.Http.Headers;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Every write of the contract reads its headers, and names a header that it cannot take as such.</summary>
internal sealed class WriteHeadersTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) registry;

    private static IEnumerable<WriteExample> WithKeys =>
        WriteExample.All.Where(write => write.Write.Parameters.Any(parameter => ReadOperation.NameOf(parameter) == "Idempotency-Key"));

    private static IEnumerable<WriteExample> WithBodies =>
        WriteExample.All.Where(write => write.Write.Operation.TryGetProperty("requestBody", out _));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        registry = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(WithKeys))]
    public async Task Write_WhenItsIdempotencyKeyIsWrong_NamesTheHeader(WriteExample write)
    {
        foreach (var (value, code) in new[] { ("", "empty"), (new string('a', 201), "too-long") })
        {
            using var response = await SendAsync(write, ("Idempotency-Key", value));
            var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");
            var error = problem.GetProperty("errors")[0];

            Assert.Multiple(() =>
            {
                Assert.That(problem.GetProperty("errors").GetArrayLength(), Is.EqualTo(1));
                Assert.That(error.GetProperty("in").GetString(), Is.EqualTo("header"));
                Assert.That(error.GetProperty("name").GetString(), Is.EqualTo("Idempotency-Key"));
                Assert.That(error.GetProperty("pointer").GetString(), Is.EqualTo("/Idempotency-Key"));
                // That of an application has a least length besides, so that nobody guesses it.
                Assert.That(error.GetProperty("code").GetString(), Is.EqualTo(code).Or.EqualTo("wrong-length"));
                Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith("'Idempotency-Key': "));
            });
        }
    }

    /// <summary>What is compressed would be taken for something that is no JSON, and JSON that calls itself compressed would be written.</summary>
    [TestCaseSource(nameof(WithBodies))]
    public async Task Write_WhenItsBodyIsEncoded_SaysThatNoneIsTaken(WriteExample write)
    {
        foreach (var coding in new[] { "gzip", "br", "identity, gzip", "x" })
        {
            using var response = await SendAsync(write, ("Content-Encoding", coding));
            var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

            Assert.That(response.Headers.NonValidated["Accept-Encoding"].ToString(), Is.EqualTo("identity"));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("Content-Encoding"));
        }

        using var plain = await SendAsync(write, ("Content-Encoding", "identity"));
        Assert.That(plain.StatusCode, Is.Not.EqualTo(HttpStatusCode.UnsupportedMediaType));
        using var xml = await SendAsync(write, ("Content-Type", "application/xml"));
        await RegistryServer.ProblemAsync(xml, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.That(xml.Headers.NonValidated.Contains("Accept-Encoding"), Is.False);
    }

    /// <summary>A change that names the version it changes and says that there must be none contradicts itself (RFC 9110, section 13.2.2).</summary>
    [TestCaseSource(typeof(WriteOperation), nameof(WriteOperation.All))]
    public async Task Change_WhenItsIfNoneMatchNamesTheRecord_IsRefused(WriteOperation write)
    {
        if (!write.NeedsVersion)
        {
            return;
        }

        using var record = await server.GetAsync(write.Record, registry);
        var tag = record.Headers.ETag?.ToString();
        Assert.That(tag, Is.Not.Null, write.Record);
        foreach (var (ifNoneMatch, isRefused) in new[] { ("*", true), (tag!, true), ($"\"a\", W/{tag}", true), ("\"a\"", false) })
        {
            using var response = await server.SendJsonAsync(
                new HttpMethod(write.Method),
                write.Address + "?dryRun=true",
                write.Example.ToJsonString(),
                registry,
                ("If-Match", tag!),
                ("If-None-Match", ifNoneMatch)
            );
            Assert.That(
                response.StatusCode,
                isRefused ? Is.EqualTo(HttpStatusCode.PreconditionFailed) : Is.Not.EqualTo(HttpStatusCode.PreconditionFailed),
                $"{ifNoneMatch}: {await response.Content.ReadAsStringAsync()}"
            );
        }
    }

    private async Task<HttpResponseMessage> SendAsync(WriteExample write, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(new HttpMethod(write.Method), write.Write.Address) { Content = write.BodyOrNull() };
        if (header.Name == "Content-Type")
        {
            request.Content!.Headers.ContentType = new MediaTypeHeaderValue(header.Value);
        }

        request.Headers.TryAddWithoutValidation(registry.Name, registry.Value);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (header.Name != "Content-Type" && !request.Headers.TryAddWithoutValidation(header.Name, header.Value))
        {
            request.Content!.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return await server.Client.SendAsync(request);
    }
}
