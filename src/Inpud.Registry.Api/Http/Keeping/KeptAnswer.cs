using System.Collections.Frozen;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Domain.Provenance;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>An answer as it was sent: its headers, and its bytes in the encoding that the client asked for.</summary>
internal sealed class KeptAnswer : IKept<KeptAnswer>
{
    /// <summary>What a kept answer needs in memory besides its texts and bytes, estimated high.</summary>
    private const int Overhead = 2048;

    /// <summary>The server writes these itself, for each answer anew.</summary>
    private static readonly FrozenSet<string> OfTheServer = FrozenSet.ToFrozenSet(
        [
            HeaderNames.Date,
            HeaderNames.Server,
            HeaderNames.Connection,
            HeaderNames.KeepAlive,
            HeaderNames.TransferEncoding,
            HeaderNames.ContentLength,
            HeaderNames.AltSvc,
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>What a kept answer may vary by. A request with Authorization never comes here, so that an answer that varies by it is the public one.</summary>
    private static readonly FrozenSet<string> MayVaryBy = FrozenSet.ToFrozenSet(
        [.. AnswerKey.Headers, HeaderNames.Authorization, VersionHeader.Name],
        StringComparer.OrdinalIgnoreCase
    );

    private readonly string tag;
    private readonly DateTimeOffset? lastModified;
    private readonly Endpoint? operation;
    private readonly KeyValuePair<string, StringValues>[]? headers;
    private readonly byte[]? body;
    private readonly KeyValuePair<string, StringValues>[]? unchanged;

    private readonly int sizeOfKey;
    private readonly bool isOfTheRegistry;

    private KeptAnswer(HttpContext context, in AnswerKey key, byte[] body)
    {
        sizeOfKey = key.Size;
        var response = context.Response;
        KeyValuePair<string, StringValues>[] sent = [.. response.Headers.Where(header => !OfTheServer.Contains(header.Key))];
        (tag, operation) = (response.Headers.ETag.ToString(), context.GetEndpoint());
        isOfTheRegistry = response.Headers.ContainsKey(VersionHeader.Name);
        (About, lastModified) = (context.Features.Get<AnswerAbout>()?.Group, response.GetTypedHeaders().LastModified);
        if (response.StatusCode == StatusCodes.Status304NotModified)
        {
            unchanged = sent;
        }
        else
        {
            (headers, this.body) = (sent, body);
        }
    }

    private KeptAnswer(KeptAnswer answer, KeptAnswer other)
    {
        (tag, operation, About, sizeOfKey) = (answer.tag, answer.operation, answer.About, answer.sizeOfKey);
        isOfTheRegistry = answer.isOfTheRegistry;
        lastModified = answer.lastModified > other.lastModified ? answer.lastModified : other.lastModified;
        (headers, body) = answer.body is null ? (other.headers, other.body) : (answer.headers, answer.body);
        unchanged = answer.unchanged ?? other.unchanged;
    }

    public string? About { get; }

    public int Size => sizeOfKey + Overhead + (body?.Length ?? 0) + SizeOf(headers) + SizeOf(unchanged);

    /// <summary>The answer that was begun with these headers; null where it may not be kept.</summary>
    /// <param name="context">The request, whose answer has its last headers.</param>
    /// <param name="key">What it depends on.</param>
    /// <param name="body">The whole body.</param>
    public static KeptAnswer? OfOrNull(HttpContext context, in AnswerKey key, byte[] body)
    {
        var response = context.Response;
        return
            response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified
            && IsForEverybody(response)
            && !context.RequestAborted.IsCancellationRequested
            ? new KeptAnswer(context, key, body)
            : null;
    }

    /// <summary>The answer and its 304, which differ in their headers: each is kept as it was sent.</summary>
    public KeptAnswer With(KeptAnswer? other) => other?.tag == tag ? new KeptAnswer(this, other) : this;

    /// <summary>Whether any cache may keep the answer: it has a tag, says so, and varies by nothing but what is in the key.</summary>
    public static bool IsForEverybody(HttpResponse response)
    {
        var named = response.Headers;
        return named.ETag.Count == 1
            && named.SetCookie.Count == 0
            && IsPublic(named.CacheControl.ToString())
            && VaryHeader.Names(response).All(MayVaryBy.Contains);
    }

    /// <summary>Whether any cache may keep an answer with this Cache-Control. Nearly every one has the same, and needs no parser.</summary>
    private static bool IsPublic(string control) =>
        control == AnswerWriter.AskedBeforeEachUse
        || (CacheControlHeaderValue.TryParse(control, out var read) && read is { Public: true, NoStore: false, Private: false });

    /// <summary>Sends the answer, or its 304 where the client has it already; false where that one was not sent yet.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isHead">Whether it asks for the headers alone.</param>
    /// <param name="version">The present version of the public registry, which every answer names: it can have changed elsewhere since.</param>
    /// <param name="sending">Ends when the answer is sent.</param>
    public bool TrySend(HttpContext context, bool isHead, RegistryVersion version, out Task sending)
    {
        sending = Task.CompletedTask;
        var response = context.Response;
        var isKnown = IsNamedIn(context.Request.Headers.IfNoneMatch);
        if ((isKnown ? unchanged : headers) is not { } sent)
        {
            return false;
        }

        // The access log names the operation.
        context.SetEndpoint(operation);
        foreach (var (name, value) in sent)
        {
            response.Headers[name] = value;
        }

        if (version.LastChange > lastModified)
        {
            response.Headers.LastModified = HeaderUtilities.FormatDate(version.LastChange);
        }

        if (isOfTheRegistry)
        {
            response.Headers[VersionHeader.Name] = version.Name;
        }

        if (isKnown)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        response.ContentLength = body!.Length;
        if (!isHead)
        {
            var written = response.BodyWriter.WriteAsync(body);
            sending = written.IsCompletedSuccessfully ? sending : written.AsTask();
        }

        return true;
    }

    private static int SizeOf(KeyValuePair<string, StringValues>[]? headers) =>
        headers?.Sum(header => 2 * (header.Key.Length + header.Value.ToString().Length)) ?? 0;

    /// <summary>Compares as the framework does, weakly. Nearly every client names one tag, and needs no parser.</summary>
    private bool IsNamedIn(StringValues ifNoneMatch)
    {
        if (ifNoneMatch.Count == 0)
        {
            return false;
        }

        return ifNoneMatch is [{ } only] && (only == tag || only == "*")
            || (
                EntityTagHeaderValue.TryParseList([.. ifNoneMatch.OfType<string>()], out var tags)
                && tags.Any(named =>
                    named.Equals(EntityTagHeaderValue.Any) || named.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false)
                )
            );
    }
}
