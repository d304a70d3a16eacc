using System.Text;
using Inpud.Registry.Api.Http.Answers;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace Inpud.Registry.Api.Contract;

/// <summary>The contract as text. It is made once and is the same for everybody.</summary>
internal sealed class ContractDocument(IServiceScopeFactory scopes)
{
    public const string Name = "v1";

    private readonly Lazy<Task<string>> yaml = new(() =>
        WriteAsync(scopes, async (document, version, ct) => QuotedWords.In(await document.SerializeAsYamlAsync(version, ct)))
    );
    private readonly Lazy<Task<string>> json = new(() =>
        WriteAsync(scopes, (document, version, ct) => document.SerializeAsJsonAsync(version, ct))
    );

    public Task<string> YamlAsync() => yaml.Value;

    /// <summary>Answers <c>/openapi.yaml</c> and <c>/openapi.json</c>; false for any other address.</summary>
    public async Task<bool> TryServeAsync(HttpContext context)
    {
        var (text, type) = context.Request.Path.Value switch
        {
            "/openapi.yaml" => (await yaml.Value, "application/yaml; charset=utf-8"),
            "/openapi.json" => (await json.Value, "application/json; charset=utf-8"),
            _ => (null, ""),
        };
        if (text is null)
        {
            return false;
        }

        await AnswerWriter.WriteBytesAsync(context, Encoding.UTF8.GetBytes(text), type);
        return true;
    }

    private static async Task<string> WriteAsync(
        IServiceScopeFactory scopes,
        Func<OpenApiDocument, OpenApiSpecVersion, CancellationToken, Task<string>> serialize
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync(Name, null, null);
        return (await serialize(document, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None)).ReplaceLineEndings("\n").TrimEnd('\n')
            + "\n";
    }
}
