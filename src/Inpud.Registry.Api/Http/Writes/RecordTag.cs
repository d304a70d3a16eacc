using System.Security.Cryptography;
using System.Text.Json;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>The ETag of a record: made of its JSON, the same when it is read and when a change is checked against it.</summary>
internal static class RecordTag
{
    public static string Of(object record) =>
        $"\"{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(record, record.GetType(), RegistryJson.Options)).AsSpan(0, 16))}\"";

    /// <summary>Throws where a change does not say which version it is of (428), or is of another than the current one (412).</summary>
    public static void Require(string? ifMatch, object current)
    {
        if (ifMatch is null)
        {
            throw new ProblemException(
                ProblemKind.PreconditionRequired,
                "Send the record's ETag as If-Match, so that nobody's change is overwritten unseen."
            );
        }

        var tag = Of(current).Trim('"');
        // A compressed answer's tag has a suffix; it is the same record.
        var sent = ifMatch.Split(',', StringSplitOptions.TrimEntries).Select(text => text.Trim('"').Split('-')[0]);
        if (ifMatch != "*" && !sent.Contains(tag))
        {
            throw new ProblemException(
                ProblemKind.PreconditionFailed,
                "The record was changed since you read it. Read it again, and use its current ETag."
            );
        }
    }
}
