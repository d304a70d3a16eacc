using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Site.Embed;

/// <summary>
/// Leads from the address that the form of the page makes, which has its empty fields, to the same one without them: that is the address which people keep and send on. Everywhere else an empty
/// value is a mistake, and so it is here beside a mistake.
/// </summary>
internal static class FormAddress
{
    public const string Path = "/embed";

    /// <summary>Stands ahead of the check of requests, which refuses empty values.</summary>
    public static void UseFormAddress(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (!HttpMethods.IsGet(request.Method) || request.Path != Path || CleanOrNull(request.Query) is not { } clean)
                {
                    return next(context);
                }

                context.Response.StatusCode = StatusCodes.Status303SeeOther;
                context.Response.Headers.Location = PublicAddress.Reference($"{Path}{clean}");
                context.Response.Headers.CacheControl = AnswerWriter.AskedBeforeEachUse;
                return Task.CompletedTask;
            }
        );

    /// <summary>The query without its empty fields; null where it has none, or has what no form sends.</summary>
    private static QueryString? CleanOrNull(IQueryCollection query) =>
        query.Any(field => field.Value is [""])
        && query.All(field => field.Key is "what" or "network" or "asOf" or "lang" && field.Value.Count == 1)
            ? QueryString.Create(query.Where(field => field.Value is not [""]))
            : null;
}
