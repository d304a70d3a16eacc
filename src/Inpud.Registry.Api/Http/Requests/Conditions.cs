using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>The conditions of a read, in the order in which RFC 9110 weighs them (section 13.2.2). The framework weighs each by itself, and lets the strictest decide.</summary>
internal static class Conditions
{
    /// <summary>
    /// Takes the time of a request away that names a tag besides: whoever sends both means the tag, and the time moves with every public change, so that a browser got an answer again that it had already. It takes
    /// a range away, too, that does not count bytes (section 14.2).
    /// </summary>
    public static IApplicationBuilder UseTagsBeforeTimes(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var headers = context.Request.Headers;
                if (headers.IfNoneMatch.Count > 0)
                {
                    headers.IfModifiedSince = default;
                }

                if (headers.IfMatch.Count > 0)
                {
                    headers.IfUnmodifiedSince = default;
                }

                if (headers.Range is [{ } range] && !range.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
                {
                    headers.Range = default;
                }

                return next(context);
            }
        );

    /// <summary>Takes an If-Match that holds for the answer away, since If-None-Match decides then.</summary>
    public static void SettleIfMatch(HttpContext context, EntityTagHeaderValue tag)
    {
        var headers = context.Request.Headers;
        if (
            headers.IfMatch.Count > 0
            && headers.IfNoneMatch.Count > 0
            && context
                .Request.GetTypedHeaders()
                .IfMatch.Any(named => named.Equals(EntityTagHeaderValue.Any) || named.Compare(tag, useStrongComparison: true))
        )
        {
            headers.IfMatch = default;
        }
    }
}
