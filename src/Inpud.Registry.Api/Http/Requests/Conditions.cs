namespace Inpud.Registry.Api.Http.Requests;

/// <summary>The conditions of a read.</summary>
internal static class Conditions
{
    /// <summary>
    /// Takes the time of a request away that names a tag besides: whoever sends both means the tag (RFC 9110, section 13.2.2), and the framework weighs both. The time moves with every public
    /// change, so that a browser got an answer again that it had already.
    /// </summary>
    public static IApplicationBuilder UseTagsBeforeTimes(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Request.Headers.IfNoneMatch.Count > 0)
                {
                    context.Request.Headers.IfModifiedSince = default;
                }

                return next(context);
            }
        );
}
