using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>
/// Holds a body against the type that the operation takes, and names every mistake at its place: a field that is missing, unknown, null, given twice or of another kind, and a word that is
/// not in its list. The serializer's metadata of the type is what the contract is made from, too.
/// </summary>
internal sealed class BodyShape
{
    /// <summary>The code of a field that is required and missing.</summary>
    public const string Missing = "missing";

    /// <summary>The code of a word that is not in its list. A list of a parameter has the same.</summary>
    public const string UnknownWord = "not-one-of";

    /// <summary>A longer name is no misspelt field, and would take long to compare with all fields.</summary>
    private const int LongestName = 60;

    private readonly List<ProblemError> mistakes = [];
    private readonly JsonElement body;
    private readonly bool isPatch;
    private readonly bool isNew;

    /// <param name="body">The body as it was sent.</param>
    /// <param name="type">The type that it states.</param>
    /// <param name="isPatch">Whether it states only what changes. A patch may leave out every field that the record keeps.</param>
    /// <param name="isNew">Whether it states a new record, which has no field that only a change can state.</param>
    public BodyShape(JsonElement body, Type type, bool isPatch, bool isNew)
    {
        (this.body, this.isPatch, this.isNew) = (body, isPatch, isNew);
        Readable = Read(body, type, [], isPatch) as JsonObject ?? [];
    }

    public IReadOnlyList<ProblemError> Mistakes => mistakes;

    /// <summary>The body without what has a mistake.</summary>
    public JsonObject Readable { get; }

    /// <summary>Whether a rule's finding is about a value that was sent and could be read. A list that has a mistake in it, say, cannot be counted.</summary>
    public bool IsJudged(ProblemError finding) =>
        IsSent(finding.Pointer)
        && mistakes.TrueForAll(mistake => !IsWithin(mistake.Pointer, finding.Pointer) && !IsWithin(finding.Pointer, mistake.Pointer));

    private static bool IsWithin(string pointer, string outer) =>
        pointer.StartsWith(outer, StringComparison.Ordinal) && (pointer.Length == outer.Length || pointer[outer.Length] == '/');

    private bool IsSent(string pointer)
    {
        var place = body;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            if (place.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var i))
            {
                place = place[i];
            }
            else if (place.ValueKind != JsonValueKind.Object || !place.TryGetProperty(step, out place))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value without its mistakes; null where the whole of it is one.</summary>
    private JsonNode? Read(JsonElement value, Type type, IReadOnlyList<string> path, bool mayLeaveOut)
    {
        var info = RegistryJson.Options.GetTypeInfo(type);
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return info.Kind switch
        {
            JsonTypeInfoKind.Object when type != typeof(JsonObject) => ReadObject(value, info, path, mayLeaveOut),
            JsonTypeInfoKind.Enumerable when type != typeof(JsonArray) => ReadList(value, info.ElementType!, path),
            _ when value.ValueKind == JsonValueKind.String && !IsText(value) => Wrong(
                path,
                "not-unicode",
                "The text is not valid Unicode. Write whole characters, in UTF-8."
            ),
            _ when plain.IsEnum => ReadWord(value, plain, path),
            _ when plain == typeof(string) => value.ValueKind == JsonValueKind.String ? Copy(value) : NotA("a text", value, path),
            _ when plain == typeof(bool) => value.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? Copy(value)
                : NotA("true or false", value, path),
            _ when plain == typeof(int) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _)
                ? Copy(value)
                : NotA("a whole number", value, path),
            _ => IsOf(type, value) ? Copy(value) : NotA("another kind of value", value, path),
        };
    }

    private JsonObject? ReadObject(JsonElement value, JsonTypeInfo type, IReadOnlyList<string> path, bool mayLeaveOut)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            NotA("an object", value, path);
            return null;
        }

        var known = type
            .Properties.Where(property => property.Set is not null && !(isNew && IsOfChanges(property)))
            .ToDictionary(property => property.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var readable = new JsonObject();
        foreach (var field in value.EnumerateObject())
        {
            if (NameOrNull(field) is not { } name)
            {
                Wrong(path, "not-unicode", "The name of a field is not valid Unicode. Write whole characters, in UTF-8.");
                continue;
            }

            IReadOnlyList<string> own = [.. path, name];
            if (!seen.Add(name))
            {
                Wrong(own, "given-twice", "The field is given twice. Send it once.");
                readable.Remove(name);
            }
            else if (!known.TryGetValue(name, out var property))
            {
                Wrong(own, "unknown-field", $"There is no such field. {Hint(name, known.Keys)}");
            }
            else if (field.Value.ValueKind == JsonValueKind.Null)
            {
                if (!TakesNull(property))
                {
                    Wrong(
                        own,
                        "null",
                        $"The field cannot be null. Send a value{(isPatch && path.Count == 0 ? ", or leave it out to keep it" : "")}."
                    );
                }
            }
            else if (Read(field.Value, property.PropertyType, own, mayLeaveOut) is { } read)
            {
                readable[name] = read;
            }
        }

        foreach (var property in known.Values.Where(property => property.IsRequired && !seen.Contains(property.Name)))
        {
            if (!mayLeaveOut || (path.Count == 0 && property.Name == MergePatch.AlwaysStated))
            {
                Wrong([.. path, property.Name], Missing, "The field is missing. Send it.");
            }
        }

        return readable;
    }

    /// <summary>A patch replaces a list as a whole, so that each of its items is whole.</summary>
    private JsonArray? ReadList(JsonElement value, Type of, IReadOnlyList<string> path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            NotA("a list", value, path);
            return null;
        }

        var readable = new JsonArray();
        var isWhole = true;
        foreach (var (i, item) in value.EnumerateArray().Index())
        {
            IReadOnlyList<string> own = [.. path, i.ToString(CultureInfo.InvariantCulture)];
            var read =
                item.ValueKind == JsonValueKind.Null
                    ? Wrong(own, "null-item", "A list cannot hold null. Leave the item out.")
                    : Read(item, of, own, mayLeaveOut: false);
            isWhole &= read is not null;
            readable.Add(read);
        }

        // Null keeps the place of an item that could not be read. A list of words has no null to keep it with.
        return isWhole || !of.IsValueType ? readable : null;
    }

    private JsonNode? ReadWord(JsonElement value, Type words, IReadOnlyList<string> path)
    {
        var known = Enum.GetValuesAsUnderlyingType(words)
            .Cast<object>()
            .Select(word => JsonSerializer.SerializeToElement(Enum.ToObject(words, word), words, RegistryJson.Options).GetString()!)
            .ToList();
        if (value.ValueKind != JsonValueKind.String)
        {
            return NotA($"one of the words {string.Join(", ", known)}", value, path);
        }

        var word = value.GetString()!;
        return known.Contains(word, StringComparer.Ordinal)
            ? Copy(value)
            : Wrong(path, UnknownWord, $"'{Shortened(word)}' is none of the values {string.Join(", ", known)}.{Suggestion(word, known)}");
    }

    private static bool IsOfChanges(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(OfChangesAttribute), inherit: true) == true;

    private static bool TakesNull(JsonPropertyInfo property) =>
        property.PropertyType.IsValueType ? Nullable.GetUnderlyingType(property.PropertyType) is not null : property.IsSetNullable;

    private static bool IsText(JsonElement value)
    {
        try
        {
            value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8.
            return false;
        }
    }

    private static string? NameOrNull(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsOf(Type type, JsonElement value)
    {
        try
        {
            value.Deserialize(type, RegistryJson.Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Hint(string name, IEnumerable<string> known) =>
        Suggestion(name, known) is { Length: > 0 } suggestion
            ? suggestion.TrimStart()
            : $"The fields are {string.Join(", ", known.Order(StringComparer.Ordinal))}.";

    private static string Suggestion(string typed, IEnumerable<string> known) =>
        typed.Length <= LongestName && Nearest.Of(typed, known) is { } near ? $" Did you mean '{near}'?" : "";

    private static string Shortened(string text) => text.Length <= LongestName ? text : text[..LongestName] + "…";

    private static JsonValue? Copy(JsonElement value) => JsonValue.Create(value.Clone());

    private JsonNode? NotA(string expected, JsonElement value, IReadOnlyList<string> path) =>
        Wrong(
            path,
            value.ValueKind == JsonValueKind.Null ? "null" : "wrong-kind",
            $"The {(path.Count == 0 ? "body" : "value")} is {KindOf(value)}. Send {expected}."
        );

    private static string KindOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => value.TryGetInt32(out _) ? "a number" : "a number with a fraction, or a very large one",
            JsonValueKind.Null => "null",
            _ => value.GetRawText(),
        };

    /// <summary>Notes a mistake. Returns null, which stands for what could not be read.</summary>
    private JsonNode? Wrong(IReadOnlyList<string> path, string code, string detail)
    {
        mistakes.Add(ProblemError.InBody(path, code, detail));
        return null;
    }
}
