using System.Text.Json;
using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>Reads a body as JSON. The body is held against its type before the serializer reads it, since the serializer stops at the first mistake and names our types.</summary>
internal static class JsonBody
{
    /// <summary>A body can have as many mistakes as it has bytes. The answer names the first of them.</summary>
    private const int MostErrors = 100;

    public static async ValueTask<object?> ReadAsync(HttpRequest request, Type type, CancellationToken ct)
    {
        using var document = await ParseAsync(request.Body, ct);
        var patched = MergePatch.PatchedBy(request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<EndpointDefinition>()?.ReqDtoType);
        var isPatch = type == typeof(JsonObject) && patched is not null;
        var stated = isPatch ? patched! : type;
        Check(document.RootElement, stated, isPatch, isNew: !isPatch);
        // Every field that was sent is one of the type's, from here on.
        request.HttpContext.Features.Set(
            new SentBody(
                RegistryJson.Options.GetTypeInfo(stated).Properties.Select(property => property.Name).ToHashSet(StringComparer.Ordinal)
            )
        );
        return Deserialize(document.RootElement, type);
    }

    /// <summary>Does the same for JSON that was put together from a body.</summary>
    public static T Read<T>(JsonNode json)
    {
        var body = JsonSerializer.SerializeToElement(json, RegistryJson.Options);
        Check(body, typeof(T), isPatch: false, isNew: false);
        return (T)Deserialize(body, typeof(T))!;
    }

    private static async Task<JsonDocument> ParseAsync(Stream body, CancellationToken ct)
    {
        try
        {
            return await JsonDocument.ParseAsync(body, default, ct);
        }
        catch (JsonException e)
        {
            throw NotJson(
                $"The body is not JSON: it breaks off or goes wrong at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."
            );
        }
    }

    /// <summary>Throws where the body is not of the type, and names all mistakes. Rules on its fields tell theirs besides, where the fields could be read.</summary>
    private static void Check(JsonElement body, Type type, bool isPatch, bool isNew)
    {
        var shape = new BodyShape(body, type, isPatch, isNew);
        if (shape.Mistakes.Count == 0)
        {
            return;
        }

        var errors = shape.Mistakes.Concat(BodyRules.Broken(type, shape.Readable).Where(shape.IsJudged)).Take(MostErrors).ToList();
        throw new ProblemException(
            // A word that is not in its list has the right shape. Some lists are rules, and a client need not know which.
            shape.Mistakes.All(mistake => mistake.Code == BodyShape.UnknownWord)
                ? ProblemKind.InvalidRequest
                : ProblemKind.MalformedBody,
            string.Join(" ", errors.Select(error => error.Name.Length == 0 ? error.Detail : $"'{error.Name}': {error.Detail}")),
            errors
        );
    }

    private static object? Deserialize(JsonElement body, Type type)
    {
        try
        {
            return body.Deserialize(type, RegistryJson.Options);
        }
        catch (JsonException)
        {
            throw NotJson("The body is not the expected JSON. Compare it with the operation's example.");
        }
    }

    private static ProblemException NotJson(string detail) =>
        new(ProblemKind.MalformedBody, detail, ProblemError.InBody([], "not-json", detail));
}
