namespace Inpud.Registry.Api.Http.Requests;

/// <summary>Answers HEAD and OPTIONS for every address, so that no endpoint has to declare them.</summary>
internal static class MethodsMiddleware
{
    /// <summary>A method that no route has.</summary>
    private const string Unknown = "UNKNOWN";

    /// <summary>
    /// Takes a method in another case than its own, such as <c>get</c>, for one that no address has: methods are told apart by their case (RFC 9110, section 9.1), and the framework ignores it. It stands
    /// ahead of everything that asks for the method.
    /// </summary>
    public static IApplicationBuilder UseMethodsAsWritten(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var method = context.Request.Method;
                // For a method that is written right this is the same object.
                if (!string.Equals(HttpMethods.GetCanonicalizedValue(method), method, StringComparison.Ordinal))
                {
                    context.Request.Method = Unknown;
                }

                return next(context);
            }
        );

    /// <summary>
    /// Answers HEAD as GET. The server leaves the body out, since it remembers the method that the client sent. The body is written and compressed all the same, so that the headers are those of
    /// GET: an answer into nothing named no encoding, and the length of another one.
    /// </summary>
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (HttpMethods.IsHead(context.Request.Method))
                {
                    context.Request.Method = HttpMethods.Get;
                    // A range is of a GET alone (RFC 9110, section 14.2).
                    context.Request.Headers.Range = default;
                }

                return next(context);
            }
        );

    /// <summary>Answers OPTIONS with the methods that a 405 for a wrong method names: that of routing, or of a file.</summary>
    public static IApplicationBuilder UseOptions(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                await next(context);
                var response = context.Response;
                if (response.StatusCode != StatusCodes.Status405MethodNotAllowed || response.HasStarted)
                {
                    return;
                }

                var allowed = response.Headers.Allow.SelectMany(value => value!.Split(", ")).ToHashSet(StringComparer.Ordinal);
                if (allowed.Contains(HttpMethods.Get))
                {
                    allowed.Add(HttpMethods.Head);
                }

                allowed.Add(HttpMethods.Options);
                response.Headers.Allow = string.Join(", ", allowed.Order(StringComparer.Ordinal));
                if (HttpMethods.IsOptions(context.Request.Method))
                {
                    response.StatusCode = StatusCodes.Status204NoContent;
                }
            }
        );
}
