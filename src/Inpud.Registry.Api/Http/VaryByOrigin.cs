namespace Inpud.Registry.Api.Http;

/// <summary>
/// Says that an answer depends on the origin of the page that asks, where only some origins may read answers. The framework says so to those that may: a cache would give the answer that somebody else
/// got to a page that then cannot read it.
/// </summary>
internal static class VaryByOrigin
{
    public static void UseVaryByOrigin(this IApplicationBuilder app, IReadOnlyList<string> origins)
    {
        if (origins is ["*"] or [])
        {
            return;
        }

        app.Use(
            (context, next) =>
            {
                // The framework adds the name when the answer begins. What is set first comes last then, and adds it where it is missing.
                context.Response.OnStarting(
                    static response =>
                    {
                        ((HttpResponse)response).VaryBy("Origin");
                        return Task.CompletedTask;
                    },
                    context.Response
                );
                return next(context);
            }
        );
    }
}
