namespace Inpud.Registry.Api.Http.Answers;

/// <summary>The answer to an address of old.</summary>
internal static class Moved
{
    /// <summary>308 to the current path, with the query as it was. Caches ask again each time: a mistaken former id can be taken back.</summary>
    public static IResult To(HttpContext context, string path)
    {
        context.Response.Headers.CacheControl = "public, no-cache";
        return TypedResults.Redirect($"{path}{context.Request.QueryString}", permanent: true, preserveMethod: true);
    }
}
