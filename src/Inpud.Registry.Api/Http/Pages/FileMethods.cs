namespace Inpud.Registry.Api.Http.Pages;

/// <summary>The method that a file takes.</summary>
internal static class FileMethods
{
    /// <summary>Refuses another method than GET for a file that the program serves without a route, as routing does for an operation.</summary>
    /// <returns>True where the request is answered with that.</returns>
    public static bool IsRefusedAsNoGet(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = HttpMethods.Get;
        return true;
    }
}
