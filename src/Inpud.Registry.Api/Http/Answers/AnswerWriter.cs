using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.LinkedData;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that is true only at this moment. No cache keeps it.</summary>
internal interface IPassingAnswer;

/// <summary>An answer whose ETag is the record's own, so that a write can name it in If-Match.</summary>
internal interface IRecordAnswer
{
    string Tag { get; }
}

/// <summary>
/// Writes what an endpoint returned, in the form that the client asked for, with validators. It writes no body where the client has the answer already.
/// The ETag is made from the bytes of the answer, so that it changes only when the answer does. A restore changes it, too: no client goes on with an answer of before.
/// </summary>
internal static class AnswerWriter
{
    /// <summary>The Cache-Control of public answers. Any cache may keep them, but asks before each use: a correction shows at once, and an unchanged answer costs a 304.</summary>
    public const string AskedBeforeEachUse = "public, no-cache";

    public static async Task WriteAsync(HttpResponse response, object? answer)
    {
        await NotedReads.NoteAsync(response.HttpContext, answer, response.HttpContext.RequestAborted);
        await WriteNotedAsync(response, answer);
    }

    private static Task WriteNotedAsync(HttpResponse response, object? answer)
    {
        var context = response.HttpContext;
        if (answer is Problem problem)
        {
            if (Accepted.PrefersPages(context.Request))
            {
                return ProblemWriter.WritePageAsync(context, problem);
            }

            response.ContentType = ProblemWriter.ContentType;
            return response.WriteAsJsonAsync(problem, RegistryJson.Answers, ProblemWriter.ContentType, context.RequestAborted);
        }

        var form = AnswerForm.Of(context);
        if (answer is IPassingAnswer)
        {
            response.Headers.CacheControl = "no-store";
            return response.WriteAsJsonAsync(answer, RegistryJson.Answers, context.RequestAborted);
        }

        if (answer is IRecordAnswer record)
        {
            // The history is the only one that is public. It answers a request with a key otherwise, and then no cache keeps it.
            response.Headers.CacheControl = AskedBeforeEachUse;
            response.VaryBy("Authorization", "Accept-Encoding");
            response.ContentType = "application/json; charset=utf-8";
            var version = new EntityTagHeaderValue($"{record.Tag[..^1]}{EncodingSuffix(context)}\"");
            Conditions.SettleIfMatch(context, version);
            return TypedResults
                .Bytes(JsonSerializer.SerializeToUtf8Bytes(answer, RegistryJson.Answers), response.ContentType, entityTag: version)
                .ExecuteAsync(context);
        }

        return answer switch
        {
            ICsvAnswer table when form.IsCsv => WriteBytesAsync(context, table.ToCsv(), "text/csv; charset=utf-8; header=present"),
            IAtomAnswer feed when form.IsAtom => WriteBytesAsync(context, feed.ToAtom(), "application/atom+xml; charset=utf-8"),
            ILinkedDataAnswer thing when form.IsLinkedData => WriteBytesAsync(
                context,
                SchemaOrg.Write(thing.ToLinkedData()),
                AnswerForm.LinkedData
            ),
            IOneForm one => WriteBytesAsync(context, one.ToBytes(), ContentTypeOf(one)),
            IHtmlAnswer page when form.IsHtml => WriteBytesAsync(
                context,
                Encoding.UTF8.GetBytes(page.ToHtml()),
                "text/html; charset=utf-8"
            ),
            _ => WriteBytesAsync(
                context,
                JsonSerializer.SerializeToUtf8Bytes(answer, RegistryJson.Answers),
                "application/json; charset=utf-8"
            ),
        };
    }

    private static string ContentTypeOf(IOneForm answer) =>
        (string)answer.GetType().GetProperty(nameof(IOneForm.ContentType))!.GetValue(null)!;

    /// <summary>Writes bytes with their validators.</summary>
    public static Task WriteBytesAsync(HttpContext context, byte[] bytes, string contentType)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = AskedBeforeEachUse;
        context.Response.VaryBy("Accept", "Accept-Encoding");
        context.Response.ContentType = contentType;
        var latest = context.Features.Get<LastModified>();
        var tag = new EntityTagHeaderValue($"\"{Hash(bytes, latest?.Epoch)}{EncodingSuffix(context)}\"");
        Conditions.SettleIfMatch(context, tag);
        return TypedResults.Bytes(bytes, contentType, entityTag: tag, lastModified: latest?.At).ExecuteAsync(context);
    }

    private static string Hash(byte[] bytes, AnswerEpoch? epoch)
    {
        using var hashing = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hashing.AppendData(bytes);
        hashing.AppendData(Encoding.UTF8.GetBytes(epoch?.Name ?? ""));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        hashing.GetHashAndReset(hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>The compressed answer has other bytes, so its strong ETag has to differ. This method asks which encoding the compression will choose later.</summary>
    private static string EncodingSuffix(HttpContext context)
    {
        var compression = context.RequestServices.GetRequiredService<IResponseCompressionProvider>();
        var encoding =
            compression.CheckRequestAcceptsCompression(context) && compression.ShouldCompressResponse(context)
                ? compression.GetCompressionProvider(context)?.EncodingName
                : null;
        return encoding is null ? "" : "-" + encoding;
    }
}
