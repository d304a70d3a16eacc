using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Http.Pages;

/// <summary>Reads which forms of an answer a client accepts.</summary>
internal static class Accepted
{
    private const string Page = "text/html";

    /// <summary>Whether the client would rather read a page than data: a browser names pages, and everything else by a wildcard at most.</summary>
    public static bool PrefersPages(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        return accept.Any(range => range.MediaType == Page && range.Quality is not 0)
            && QualityOf(Page, accept) > Math.Max(QualityOf("application/json", accept), QualityOf("application/problem+json", accept));
    }

    /// <summary>The quality of the most specific range that includes the type (RFC 9110).</summary>
    public static double QualityOf(string type, IList<MediaTypeHeaderValue> accept)
    {
        var offered = new MediaTypeHeaderValue(type);
        return accept
            .Where(range => range.MatchesAllTypes || offered.IsSubsetOf(WithoutParameters(range)))
            .OrderByDescending(range =>
                (range.MatchesAllTypes, range.MatchesAllSubTypes) switch
                {
                    (true, _) => 0,
                    (_, true) => 1,
                    _ => 2,
                }
            )
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
    }

    private static MediaTypeHeaderValue WithoutParameters(MediaTypeHeaderValue range) => new(range.MediaType);
}
