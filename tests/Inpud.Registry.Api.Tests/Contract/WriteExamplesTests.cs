using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>The example of a write is one that a reader can send as it stands: the shipped registry has what it names, or the contract says that it is made up.</summary>
internal sealed class WriteExamplesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) key;

    private static IEnumerable<TestCaseData> Writes =>
        from path in RegistryServer.Contract().GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name != "get"
        select new TestCaseData(operation.Name.ToUpperInvariant(), new ReadOperation(path.Name, operation.Value)).SetArgDisplayNames(
            operation.Name,
            path.Name
        );

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        key = await server.KeyAsync(expires: null, "registry");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Writes))]
    public async Task Example_WhenItIsTriedOnTheShippedRegistry_SucceedsOrIsMadeUp(string method, ReadOperation write)
    {
        var isMadeUp = write.Parameters.Any(parameter =>
            parameter.GetProperty("in").GetString() == "path"
            && parameter.GetProperty("description").GetString()!.Contains("made up", StringComparison.Ordinal)
        );
        var takesVersion = write.Parameters.Any(parameter => ReadOperation.NameOf(parameter) == "If-Match");
        var takesTrial = write.Parameters.Any(parameter => ReadOperation.NameOf(parameter) == "dryRun");
        Assert.That(takesTrial || isMadeUp, "whoever executes the example changes something real");

        var headers = new List<(string, string)> { key };
        if (takesVersion)
        {
            using var record = await server.GetAsync(WriteOperation.RecordOf(write.Address), key);
            headers.Add(("If-Match", record.Headers.ETag?.ToString() ?? "*"));
        }

        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            takesTrial ? ReadOperation.With(write.Address, "dryRun", "true") : write.Address
        )
        {
            Content = BodyOf(write),
        };
        headers.ForEach(header => request.Headers.TryAddWithoutValidation(header.Item1, header.Item2));
        using var answer = await server.Client.SendAsync(request);

        var status = (int)answer.StatusCode;
        Assert.That(status, isMadeUp ? Is.EqualTo(404) : Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
        Assert.That(write.Operation.GetProperty("responses").TryGetProperty(status.ToString(), out _), "the contract has no such answer");
    }

    [Test]
    public void Writes_WhenTakenFromTheContract_AreAll() => Assert.That(Writes.Count(), Is.GreaterThan(40));

    private static StringContent? BodyOf(ReadOperation write)
    {
        if (!write.Operation.TryGetProperty("requestBody", out var body))
        {
            return null;
        }

        var (type, media) = body.GetProperty("content")
            .EnumerateObject()
            .Where(form => form.Value.TryGetProperty("example", out _))
            .Select(form => (form.Name, form.Value))
            .First();
        var example = media.GetProperty("example");
        return new StringContent(
            example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText(),
            Encoding.UTF8,
            type
        );
    }
}
