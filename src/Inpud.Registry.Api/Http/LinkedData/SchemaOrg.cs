using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.LinkedData;

/// <summary>Makes things in the terms of schema.org. What is unknown is left out: null is no value there.</summary>
internal static class SchemaOrg
{
    public const string Context = "https://schema.org";

    private const string InpudPath = "/v1/inpud";
    private const string InpudName = "International Network of People who Use Drugs";

    /// <summary>
    /// A page can carry the text in a script element: nothing in it ends that element. Letters of all scripts stay as they are, but for those that turn the direction of writing: a name is the same to a program,
    /// and whoever reads the text sees the letter in place of what it would do.
    /// </summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = EncoderOf(UnicodeRanges.All) };

    /// <summary>The thing that an answer is about.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="path">Its address, which stays the same for ever.</param>
    /// <param name="properties">What is known of it.</param>
    public static JsonObject Document(string type, string path, params IEnumerable<(string Name, JsonNode? Value)> properties) =>
        Thing(type, [("@id", PublicAddress.Link(path)), .. properties], context: true);

    /// <summary>Several things, none of which is the one that an answer is about.</summary>
    public static JsonObject Graph(IEnumerable<JsonObject> things) =>
        new() { ["@context"] = Context, ["@graph"] = new JsonArray([.. things]) };

    /// <summary>A thing within another.</summary>
    public static JsonObject Thing(string type, params IEnumerable<(string Name, JsonNode? Value)> properties) =>
        Thing(type, properties, context: false);

    /// <summary>INPUD, as others refer to it.</summary>
    public static JsonObject Inpud() => Thing("NGO", ("@id", PublicAddress.Link(InpudPath)), ("name", InpudName));

    /// <summary>INPUD, as a page refers to it that is about none of the things which have data of their own.</summary>
    public static JsonObject Publisher() => Document("NGO", InpudPath, ("name", InpudName));

    /// <summary>An organisation, as others refer to it.</summary>
    public static JsonObject Organization(string path, string? name = null) =>
        Thing("Organization", ("@id", PublicAddress.Link(path)), ("name", name));

    /// <summary>The texts; null where there are none.</summary>
    public static JsonArray? Texts(IEnumerable<string> texts) =>
        Things(texts.Distinct(StringComparer.Ordinal).Select(text => (JsonNode)JsonValue.Create(text)));

    /// <summary>The things; null where there are none.</summary>
    public static JsonArray? Things(IEnumerable<JsonNode> things) => things.ToArray() is { Length: > 0 } all ? new JsonArray(all) : null;

    /// <summary>Where it is; null where nothing is known of that.</summary>
    public static JsonObject? Address(string? country, string? subdivision, string? place) =>
        country is null
            ? null
            : Thing("PostalAddress", ("addressCountry", country), ("addressRegion", subdivision), ("addressLocality", place));

    /// <summary>
    /// The date as ISO 8601 has it, as precise as it is known. A date that is approximate or has open digits is null: schema.org has no words for either, and a reader would take it for exact.
    /// </summary>
    public static string? Date(PartialDate? date) =>
        date is { IsQualified: false, Precision: DatePrecision.Day or DatePrecision.Month or DatePrecision.Year } && !HasOpenDigits(date)
            ? date.Text
            : null;

    public static byte[] Write(JsonObject document) => JsonSerializer.SerializeToUtf8Bytes(document, Json);

    private static JavaScriptEncoder EncoderOf(UnicodeRange letters)
    {
        var settings = new TextEncoderSettings(letters);
        settings.ForbidRange(UnicodeRange.Create('\u200E', '\u200F'));
        settings.ForbidRange(UnicodeRange.Create('\u202A', '\u202E'));
        settings.ForbidRange(UnicodeRange.Create('\u2066', '\u2069'));
        return JavaScriptEncoder.Create(settings);
    }

    private static bool HasOpenDigits(PartialDate date) => date.Text.Contains('X', StringComparison.Ordinal);

    private static JsonObject Thing(string type, IEnumerable<(string Name, JsonNode? Value)> properties, bool context)
    {
        var thing = new JsonObject();
        if (context)
        {
            thing["@context"] = Context;
        }

        thing["@type"] = type;
        foreach (var (name, value) in properties.Where(property => property.Value is not null))
        {
            thing[name] = value;
        }

        return thing;
    }
}
