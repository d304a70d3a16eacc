using FastEndpoints;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>The answer to a former address.</summary>
internal static class Moved
{
    /// <summary>Answers 308 to the current path, with the same query. Caches ask again each time, so that a mistaken former id can be corrected.</summary>
    public static IResult To(HttpContext context, string path)
    {
        context.Response.Headers.CacheControl = AnswerWriter.AskedBeforeEachUse;
        return TypedResults.Redirect(
            $"{PublicAddress.Reference(path)}{context.Request.QueryString}",
            permanent: true,
            preserveMethod: true
        );
    }

    /// <summary>Answers an operation with the current path.</summary>
    public static async Task AnswerAsync(HttpContext context, string path)
    {
        await To(context, path).ExecuteAsync(context);
        // A redirect has no body, so that FastEndpoints would send an answer of its own.
        context.MarkResponseStart();
    }
}
