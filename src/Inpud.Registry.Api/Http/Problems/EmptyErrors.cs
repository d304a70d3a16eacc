using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Http.Problems;

/// <summary>Gives a problem to error answers that the framework leaves empty.</summary>
internal static class EmptyErrors
{
    /// <summary>The headers that describe the answer which a failed condition held back. Those that describe a problem stay.</summary>
    private static readonly string[] OfTheAnswer =
    [
        HeaderNames.AcceptRanges,
        HeaderNames.ContentDisposition,
        HeaderNames.ContentLanguage,
        HeaderNames.ContentLocation,
        HeaderNames.Link,
        "Repr-Digest",
        "Registry-Cursor",
    ];

    /// <summary>
    /// Gives a problem to every empty error. An answer that fails a condition (412) or has no such range (416) has the media type and the headers of the answer that it would have been; they go first.
    /// </summary>
    public static void UseProblemsForEmptyErrors(this IApplicationBuilder app)
    {
        app.UseStatusCodePages(context =>
            ProblemWriter.WriteAsync(context.HttpContext, ProblemKind.OfStatus(context.HttpContext.Response.StatusCode))
        );
        app.Use(
            async (context, next) =>
            {
                await next(context);
                var response = context.Response;
                if (
                    response
                        is {
                            HasStarted: false,
                            StatusCode: StatusCodes.Status412PreconditionFailed or StatusCodes.Status416RangeNotSatisfiable
                        }
                    && response.ContentType != ProblemWriter.ContentType
                )
                {
                    response.ContentType = null;
                    response.ContentLength = null;
                    foreach (var name in OfTheAnswer)
                    {
                        response.Headers.Remove(name);
                    }
                }
            }
        );
    }

    /// <summary>The framework checks the Host header against <c>AllowedHosts</c> ahead of the whole program, and answers with a page of its own. This check stands before it.</summary>
    public static void AddProblemsForHosts(this IServiceCollection services)
    {
        services.Configure<HostFilteringOptions>(hosts => hosts.IncludeFailureMessage = false);
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, BeforeHosts>());
    }

    private sealed class BeforeHosts : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (context, program) =>
                    {
                        await program(context);
                        if (
                            context.Response is
                            { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest, ContentType: null, ContentLength: null }
                        )
                        {
                            context.RequestServices.GetRequiredService<PublicAddress>().Enter();
                            await ProblemWriter.WriteAsync(context, ProblemKind.BadRequest);
                        }
                    }
                );
                next(app);
            };
    }
}
