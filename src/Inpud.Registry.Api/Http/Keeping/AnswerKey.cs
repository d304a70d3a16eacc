using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>All of a request that a public answer can depend on. HEAD has the key of its GET.</summary>
internal readonly record struct AnswerKey(
    string Target,
    string Scheme,
    string Host,
    string? Accept,
    string? Languages,
    string? Encodings,
    string? Origin
)
{
    /// <summary>
    /// The headers of a request on which no answer depends. One that is neither among them nor part of the key keeps the request away from the kept answers: a header that somebody makes an
    /// answer depend on tomorrow is on no list. Nobody may add one here that the program reads.
    /// </summary>
    /// <remarks>What a proxy says of the client was taken over before, where it is believed; the framework notes what was there as <c>X-Original-…</c>.</remarks>
    private static readonly System.Collections.Frozen.FrozenSet<string> OfNoMatter = System.Collections.Frozen.FrozenSet.ToFrozenSet(
        [
            HeaderNames.Host,
            HeaderNames.UserAgent,
            HeaderNames.Connection,
            HeaderNames.KeepAlive,
            HeaderNames.CacheControl,
            HeaderNames.Pragma,
            HeaderNames.Referer,
            HeaderNames.TE,
            HeaderNames.DNT,
            HeaderNames.UpgradeInsecureRequests,
            HeaderNames.TraceParent,
            HeaderNames.TraceState,
            HeaderNames.Baggage,
            HeaderNames.From,
            "Priority",
            "Via",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Port",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Original-For",
            "X-Original-Proto",
            "X-Real-IP",
            "X-Request-ID",
            VersionHeader.Name,
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The headers that the key has. An answer that varies by another one is not kept.</summary>
    public static readonly IReadOnlyList<string> Headers =
    [
        HeaderNames.Accept,
        HeaderNames.AcceptLanguage,
        HeaderNames.AcceptEncoding,
        HeaderNames.Origin,
    ];

    /// <summary>What the key needs in memory, in bytes.</summary>
    public int Size =>
        2
        * (
            Target.Length
            + Host.Length
            + (Accept?.Length ?? 0)
            + (Languages?.Length ?? 0)
            + (Encodings?.Length ?? 0)
            + (Origin?.Length ?? 0)
        );

    /// <summary>Reads the key; false for a request whose answer may depend on something else.</summary>
    public static bool TryRead(HttpContext context, out AnswerKey key)
    {
        key = default;
        var request = context.Request;
        if (
            !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
            || !HasOnlyKnownHeaders(request.Headers)
        )
        {
            return false;
        }

        var headers = request.Headers;
        key = new AnswerKey(
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            request.Scheme,
            request.Host.Value ?? "",
            headers.Accept,
            headers.AcceptLanguage,
            headers.AcceptEncoding,
            headers.Origin
        );
        return true;
    }

    private static bool HasOnlyKnownHeaders(IHeaderDictionary headers)
    {
        foreach (var (name, values) in headers)
        {
            if (!IsKnown(name, values, headers))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsKnown(string name, StringValues values, IHeaderDictionary headers) =>
        // A client can name its languages in two headers. Few do, so that they are not worth a key.
        IsOfKey(name)
            ? values.Count == 1
            : OfNoMatter.Contains(name)
                || name.StartsWith("Sec-", StringComparison.OrdinalIgnoreCase)
                || name.Equals(HeaderNames.IfNoneMatch, StringComparison.OrdinalIgnoreCase)
                // A client that sends both means the tag (RFC 9110, section 13.2.2).
                || (name.Equals(HeaderNames.IfModifiedSince, StringComparison.OrdinalIgnoreCase) && headers.IfNoneMatch.Count > 0);

    private static bool IsOfKey(string name) =>
        name.Equals(HeaderNames.AcceptEncoding, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Accept, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.AcceptLanguage, StringComparison.OrdinalIgnoreCase)
        || name.Equals(HeaderNames.Origin, StringComparison.OrdinalIgnoreCase);
}
