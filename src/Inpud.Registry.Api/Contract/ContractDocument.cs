using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Inpud.Registry.Api.Contract;

/// <summary>
/// The contract as text: the committed file, which the program carries within itself. It is the same for everybody, and in every form in which the program is given: making it needs the
/// docstrings, which a single file does not have.
/// </summary>
internal sealed class ContractDocument(PublicAddress address)
{
    public const string Name = "v1";

    private const string Resource = "openapi.yaml";
    private const string AnyServer = "servers:\n  - url: /\n";

    /// <summary>The versions of OpenAPI 3.1 differ in the wording of the specification alone. Readers of Java refuse the newest, which they do not know.</summary>
    private const string Newest = "3.1.2";
    private const string Taken = "3.1.1";

    private readonly Lazy<string> yaml = new(() =>
    {
        using var reader = new StreamReader(typeof(ContractDocument).Assembly.GetManifestResourceStream(Resource)!);
        // A JSON string is a YAML string, too.
        return address.Configured.Length == 0
            ? reader.ReadToEnd()
            : reader
                .ReadToEnd()
                .Replace(AnyServer, $"servers:\n  - url: {JsonSerializer.Serialize(address.Configured)}\n", StringComparison.Ordinal);
    });

    private string? json;

    /// <summary>Whether the contract is served there.</summary>
    public static bool IsAt(PathString path) => path.Value is "/openapi.yaml" or "/openapi.json";

    /// <summary>Answers <c>/openapi.yaml</c> and <c>/openapi.json</c>; false for any other address.</summary>
    public async Task<bool> TryServeAsync(HttpContext context)
    {
        var (text, type) = context.Request.Path.Value switch
        {
            "/openapi.yaml" => (yaml.Value, "application/yaml; charset=utf-8"),
            // Two requests may make the same text.
            "/openapi.json" => (json ??= YamlAsJson.Convert(yaml.Value), "application/json; charset=utf-8"),
            _ => (null, ""),
        };
        if (text is null)
        {
            return false;
        }

        await AnswerWriter.WriteBytesAsync(context, Encoding.UTF8.GetBytes(text), type);
        return true;
    }

    /// <summary>Makes the contract from the code. A test holds the committed file against it.</summary>
    public static async Task<(string Yaml, string Json)> GenerateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync(Name, null, null);
        const OpenApiSpecVersion version = OpenApiSpecVersion.OpenApi3_1;
        return (
            Tidy(QuotedWords.In(await document.SerializeAsYamlAsync(version, CancellationToken.None))),
            Tidy(await document.SerializeAsJsonAsync(version, CancellationToken.None))
        );
    }

    private static string Tidy(string text) =>
        NullLast.In(text.ReplaceLineEndings("\n").TrimEnd('\n').Replace(Newest, Taken, StringComparison.Ordinal) + "\n");
}
