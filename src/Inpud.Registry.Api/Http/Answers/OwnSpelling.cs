using Microsoft.AspNetCore.Routing.Patterns;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>
/// Leads from an address that differs from its operation's in case or by a slash at the end to the operation's own. Routing takes both for the same, and every part that compares a path does not: an answer would have
/// the form, the policy or the cursor of another address. What the client wrote in the place of a parameter stays as it is. A write, and a read with a key, is answered as if it had the right address.
/// </summary>
internal static class OwnSpelling
{
    /// <summary>Stands behind routing, and ahead of every part that looks at the path of an operation.</summary>
    public static void UseOwnSpelling(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                context.GetEndpoint() is not RouteEndpoint operation
                || IsOwn(context.Request.Path.Value, operation.RoutePattern.PathSegments)
                    ? next(context)
                    : LeadAsync(context, Own(context.Request.Path.Value!, operation.RoutePattern.PathSegments), next)
        );

    private static Task LeadAsync(HttpContext context, PathString own, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Authorization.Count == 0)
        {
            return Moved.To(context, own.ToUriComponent()).ExecuteAsync(context);
        }

        // Many clients that follow leave their key behind, and some the body. Nobody keeps the answers to these under an address.
        context.Request.Path = own;
        return next(context);
    }

    private static bool IsOwn(string? path, IReadOnlyList<RoutePatternPathSegment> segments)
    {
        // Behind a path, the root is empty.
        if (segments.Count == 0)
        {
            return true;
        }

        var rest = path.AsSpan();
        foreach (var segment in segments)
        {
            rest = rest[1..];
            var end = rest.IndexOf('/');
            var written = end < 0 ? rest : rest[..end];
            rest = rest[written.Length..];
            if (!IsOwn(written, segment))
            {
                return false;
            }
        }

        return rest.IsEmpty;
    }

    /// <summary>Whether the fixed text of a segment is written as in the route. It has at most one parameter.</summary>
    private static bool IsOwn(ReadOnlySpan<char> written, RoutePatternPathSegment segment)
    {
        var parts = segment.Parts;
        return (parts[0] is not RoutePatternLiteralPart first || written.StartsWith(first.Content, StringComparison.Ordinal))
            && (parts[^1] is not RoutePatternLiteralPart last || written.EndsWith(last.Content, StringComparison.Ordinal));
    }

    private static PathString Own(string path, IReadOnlyList<RoutePatternPathSegment> segments)
    {
        var written = path.Split('/')[1..];
        return new PathString("/" + string.Join('/', segments.Select((segment, place) => Own(written[place], segment))));
    }

    private static string Own(string written, RoutePatternPathSegment segment)
    {
        var (first, last) = (TextOf(segment.Parts[0]), segment.Parts.Count == 1 ? "" : TextOf(segment.Parts[^1]));
        return $"{first}{written[first.Length..^last.Length]}{last}";
    }

    private static string TextOf(RoutePatternPart part) => part is RoutePatternLiteralPart literal ? literal.Content : "";
}
