using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>Reads a body as JSON. Its messages are our own, since the serializer's would name our types.</summary>
internal static partial class JsonBody
{
    /// <summary>The code of a field that is required and missing.</summary>
    public const string Missing = "missing";

    public static async ValueTask<object?> ReadAsync(HttpRequest request, Type type, CancellationToken ct)
    {
        try
        {
            if (type == typeof(JsonObject))
            {
                return await ReadObjectAsync(request.Body, ct);
            }

            return await JsonSerializer.DeserializeAsync(request.Body, type, RegistryJson.Options, ct)
                ?? throw Malformed("", "null", "The body is null; an object is expected.");
        }
        catch (JsonException e)
        {
            throw Explain(e, type);
        }
    }

    /// <summary>Reads a patch. It has no type whose fields the serializer would count, and its own refusal of a field that stands twice is no JsonException.</summary>
    private static async Task<JsonObject> ReadObjectAsync(Stream body, CancellationToken ct)
    {
        using var document = await JsonDocument.ParseAsync(body, default, ct);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Malformed("", "wrong-kind", "The body is no object. Send an object with the fields to change.");
        }

        return TwiceOrNull(root, "") is { } pointer
            ? throw Malformed(pointer, "given-twice", $"The field '{pointer}' is given twice. Send it once.")
            : root.Deserialize<JsonObject>(RegistryJson.Options)!;
    }

    /// <summary>The pointer of the first field that stands twice in its object; null where none does.</summary>
    private static string? TwiceOrNull(JsonElement json, string pointer)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return json.EnumerateArray()
                .Select((item, i) => TwiceOrNull(item, $"{pointer}/{i}"))
                .FirstOrDefault(found => found is not null);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
        {
            var own = $"{pointer}/{field.Name}";
            if (!seen.Add(field.Name))
            {
                return own;
            }

            if (TwiceOrNull(field.Value, own) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    /// <summary>Does the same for JSON that was put together from a body.</summary>
    public static T Read<T>(JsonNode json)
    {
        try
        {
            return json.Deserialize<T>(RegistryJson.Options)!;
        }
        catch (JsonException e)
        {
            throw Explain(e, typeof(T));
        }
    }

    private static ProblemException Explain(JsonException e, Type type)
    {
        var path = PointerOf(e.Path);
        if (UnknownField().Match(e.Message) is { Success: true } match)
        {
            var unknown = match.Groups["name"].Value;
            var near = Nearest.Of(unknown, RegistryJson.Options.GetTypeInfo(type).Properties.Select(property => property.Name));
            return Malformed(
                path.EndsWith($"/{unknown}", StringComparison.Ordinal) ? path : $"{path}/{unknown}",
                "unknown-field",
                $"There is no field '{unknown}'.{(near is null ? "" : $" Did you mean '{near}'?")}"
            );
        }

        if (MissingFields().Match(e.Message) is { Success: true } missing)
        {
            var errors = missing
                .Groups["name"]
                .Captures.Select(name => ErrorOf($"{path}/{name.Value}", Missing, $"The field '{name.Value}' is missing. Send it."))
                .ToList();
            return new ProblemException(ProblemKind.MalformedBody, string.Join(" ", errors.Select(error => error.Detail)), errors);
        }

        if (e.InnerException is not null || path.Length == 0)
        {
            return Malformed(
                path,
                "not-json",
                $"The body is not the expected JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})."
            );
        }

        return Malformed(path, "wrong-kind", $"The value of '{path}' is missing, null, given twice, or not of the expected kind.");
    }

    private static ProblemException Malformed(string pointer, string code, string detail) =>
        new(ProblemKind.MalformedBody, detail, ErrorOf(pointer, code, detail));

    private static ProblemError ErrorOf(string pointer, string code, string detail) =>
        new()
        {
            In = "body",
            Name = pointer.Split('/')[^1],
            Pointer = pointer,
            Code = code,
            Detail = detail,
        };

    /// <summary>The serializer's <c>$.a[0].b</c> as the pointer <c>/a/0/b</c>.</summary>
    private static string PointerOf(string? path) => path is null or "$" ? "" : PathStep().Replace(path[1..], "/${step}");

    [GeneratedRegex(@"^The JSON property '(?<name>.+?)' could not be mapped", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnknownField();

    [GeneratedRegex(@"missing required properties including: ('(?<name>[^']+)'(, )?)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MissingFields();

    [GeneratedRegex(@"[.\[](?<step>[^.\[\]]+)\]?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PathStep();
}
