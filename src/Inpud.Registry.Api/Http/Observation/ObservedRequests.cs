using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Inpud.Registry.Api.Http.Observation;

/// <summary>
/// Notes each request for whoever runs the service, in the access log and in a trace: which operation, with which status, how long. It notes no path, query, header or address of a client, since
/// they can hold an applicant's link, the id of a private group or its name.
/// </summary>
/// <remarks>The instrumentation that comes with ASP.NET was not chosen: it notes the path, and what a client calls itself.</remarks>
internal static partial class ObservedRequests
{
    /// <summary>The name by which an operator sets the level of the access log, and by which a collector knows the traces.</summary>
    public const string Name = "Inpud.Registry.Access";

    private const string NoOperation = "(no operation)";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>A client can send any word for a method, and so write into the log.</summary>
    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

    public static void UseObservedRequests(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Name);
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(
            async (context, next) =>
            {
                if (!log.IsEnabled(LogLevel.Information) && !Source.HasListeners())
                {
                    await next(context);
                    return;
                }

                // A later part of the pipeline answers HEAD as GET.
                var method = Methods.FirstOrDefault(known => known == context.Request.Method) ?? "_OTHER";
                var began = clock.GetTimestamp();
                using var activity = Begin(method);
                try
                {
                    await next(context);
                }
                finally
                {
                    var route = RouteOf(context);
                    var status = context.RequestAborted.IsCancellationRequested
                        ? StatusCodes.Status499ClientClosedRequest
                        : context.Response.StatusCode;
                    End(activity, method, route, status);
                    if (log.IsEnabled(LogLevel.Information))
                    {
                        var milliseconds = (long)clock.GetElapsedTime(began).TotalMilliseconds;
                        Answered(log, method, route, status, milliseconds);
                    }
                }
            }
        );
    }

    /// <summary>A trace of its own: what a client sends as the trace that it belongs to is a text of the client.</summary>
    private static Activity? Begin(string method)
    {
        Activity.Current = null;
        return Source.StartActivity(method, ActivityKind.Server);
    }

    private static void End(Activity? activity, string method, string route, int status)
    {
        if (activity is not null)
        {
            activity.DisplayName = $"{method} {route}";
            activity.SetTag("http.request.method", method);
            activity.SetTag("http.route", route);
            activity.SetTag("http.response.status_code", status);
            activity.SetStatus(status >= StatusCodes.Status500InternalServerError ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        }
    }

    private static string RouteOf(HttpContext context)
    {
        // The framework's handler of exceptions takes the operation off the request, and keeps it here.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        return endpoint is RouteEndpoint { RoutePattern.RawText: { } route } ? "/" + route.TrimStart('/') : NoOperation;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Operation} {Status} {Milliseconds} ms")]
    private static partial void Answered(ILogger log, string method, string operation, int status, long milliseconds);
}
