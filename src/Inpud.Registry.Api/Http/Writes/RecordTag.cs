using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>The ETag of a record. It is made from the record's JSON, both for a read and for the check of a change.</summary>
internal static class RecordTag
{
    public static string Of(object record) => OfBytes(JsonSerializer.SerializeToUtf8Bytes(record, record.GetType(), RegistryJson.Options));

    /// <summary>The tag of a record whose JSON is there already.</summary>
    public static string OfJson(string json) => OfBytes(Encoding.UTF8.GetBytes(json));

    private static string OfBytes(byte[] json) => $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\"";

    /// <summary>The tag of a record that is read with something beside it. A change names the part before the hyphen, which is the record's own.</summary>
    public static string WithSight(object record, object sight) => $"{Of(record)[..^1]}-{Of(sight)[1..]}";

    /// <summary>Throws where a change does not name the version that it changes (428), or names another than the current one (412).</summary>
    public static void Require(string? ifMatch, object current) =>
        RequireJson(ifMatch, JsonSerializer.Serialize(current, current.GetType(), RegistryJson.Options));

    /// <summary>The same for a record whose JSON is there already.</summary>
    public static void RequireJson(string? ifMatch, string current)
    {
        if (ifMatch is null)
        {
            throw new ProblemException(
                ProblemKind.PreconditionRequired,
                "Send the record's ETag as If-Match, so that you do not overwrite somebody's change unseen."
            );
        }

        if (ifMatch == "*")
        {
            return;
        }

        var tag = OfJson(current).Trim('"');
        if (!NamedIn(ifMatch).Contains(tag))
        {
            throw new ProblemException(
                ProblemKind.PreconditionFailed,
                "The record was changed since you read it. Read it again, and use its current ETag."
            );
        }
    }

    /// <summary>
    /// The versions that a header names, without quotation marks. The tag of a compressed answer has a suffix, but names the same record. So does the weak form of the tag: a proxy that compresses an answer makes it,
    /// and the client has no other.
    /// </summary>
    public static IReadOnlySet<string> NamedIn(string header) =>
        header
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(text => WithoutWeakness(text).Trim('"').Split('-')[0])
            .ToHashSet(StringComparer.Ordinal);

    private static string WithoutWeakness(string tag) => tag.StartsWith("W/\"", StringComparison.Ordinal) ? tag[2..] : tag;
}
