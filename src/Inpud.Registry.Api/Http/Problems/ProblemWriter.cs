using System.Text.Json;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Pages;

namespace Inpud.Registry.Api.Http.Problems;

/// <summary>Writes a problem as the whole answer.</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    public static Problem Describe(HttpContext context, ProblemKind kind, string? detail, IReadOnlyList<ProblemError> errors) =>
        Describe(
            kind,
            detail,
            errors,
            PublicAddress.Reference($"/problems/{kind.Code}"),
            PublicAddress.Reference(context.Request.Path.ToUriComponent()),
            Problems.TraceId.Of(context)
        );

    /// <summary>The same for a request that never came so far as to be one.</summary>
    public static Problem Describe(
        ProblemKind kind,
        string? detail,
        IReadOnlyList<ProblemError> errors,
        string type,
        string instance,
        string traceId
    ) =>
        new()
        {
            Type = type,
            Title = kind.Title,
            Status = kind.Status,
            Detail = detail ?? $"{kind.Explanation} {kind.Mend}",
            Instance = instance,
            Code = kind.Code,
            TraceId = traceId,
            Errors = errors,
        };

    /// <summary>Writes the problem as a page, for a browser: the same code and the same words.</summary>
    public static Task WritePageAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentLanguage = "en";
        var body = System.Text.Encoding.UTF8.GetBytes(ProblemDocument.Write(problem));
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public static Task WriteAsync(HttpContext context, ProblemKind kind, string? detail = null, params IReadOnlyList<ProblemError> errors)
    {
        var response = context.Response;
        response.StatusCode = kind.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ETag = default;
        response.Headers.LastModified = default;
        if (kind.Status == StatusCodes.Status403Forbidden)
        {
            // RFC 6750 asks for this header where the key is valid but lacks the scope.
            response.Headers.WWWAuthenticate = "Bearer realm=\"registry\", error=\"insufficient_scope\"";
        }

        if (kind.Status == StatusCodes.Status415UnsupportedMediaType && context.Request.Headers.ContentEncoding.Count > 0)
        {
            // RFC 9110, section 15.5.16: the header says that the encoding is what is refused, and which one is taken.
            response.Headers.AcceptEncoding = "identity";
        }

        if (kind.Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = "5";
        }

        var problem = Describe(context, kind, detail, errors);
        if (Accepted.PrefersPages(context.Request))
        {
            return WritePageAsync(context, problem);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(problem, RegistryJson.Options);
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
