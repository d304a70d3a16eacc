using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>A write of the contract, with the example of its body.</summary>
internal sealed record WriteExample(string Method, ReadOperation Write)
{
    public static IEnumerable<WriteExample> All =>
        from path in RegistryServer.Contract().GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name != "get"
        select new WriteExample(operation.Name.ToUpperInvariant(), new ReadOperation(path.Name, operation.Value));

    /// <summary>Whether the shipped registry has no such record, as the contract says.</summary>
    public bool IsMadeUp =>
        Write.Parameters.Any(parameter =>
            parameter.GetProperty("in").GetString() == "path"
            && parameter.GetProperty("description").GetString()!.Contains("made up", StringComparison.Ordinal)
        );

    public bool TakesTrial => Takes("dryRun");

    /// <summary>Sends the example, as a trial where that is possible.</summary>
    public async Task<HttpResponseMessage> SendAsync(RegistryServer server, (string Name, string Value) key)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(Method),
            TakesTrial ? ReadOperation.With(Write.Address, "dryRun", "true") : Write.Address
        )
        {
            Content = BodyOrNull(),
        };
        request.Headers.TryAddWithoutValidation(key.Name, key.Value);
        if (Takes("If-Match"))
        {
            using var record = await server.GetAsync(WriteOperation.RecordOf(Write.Address), key);
            request.Headers.TryAddWithoutValidation("If-Match", record.Headers.ETag?.ToString() ?? "*");
        }

        return await server.Client.SendAsync(request);
    }

    private bool Takes(string parameter) => Write.Parameters.Any(of => ReadOperation.NameOf(of) == parameter);

    /// <summary>The example of its body; null where it takes none.</summary>
    public StringContent? BodyOrNull()
    {
        if (!Write.Operation.TryGetProperty("requestBody", out var body))
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
