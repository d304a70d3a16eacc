using System.Data.Common;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;

namespace Inpud.Registry.Api.Http.Problems;

/// <summary>Logs that a request failed: the operation and not the path, the exception's type and not its message.</summary>
/// <remarks>A path can hold an id that nobody should read in a log. A message can quote a value: Dapper's, for one, quotes the cell that it cannot read.</remarks>
internal static partial class Failure
{
    /// <summary>The codes of an error of the database, without its message.</summary>
    public delegate string? DatabaseCodes(DbException error);

    public static void Log(ILogger log, HttpContext context, Exception exception)
    {
        if (log.IsEnabled(LogLevel.Error))
        {
            // The framework's handler of exceptions takes the operation off the request, and keeps it here.
            var operation = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
            Failed(
                log,
                TraceId.Of(context),
                operation?.DisplayName,
                Describe(exception, context.RequestServices.GetRequiredService<DatabaseCodes>())
            );
        }
    }

    /// <summary>
    /// Ends an answer that breaks off half-way, after its headers were sent. The connection is closed, so that the client cannot take the part for the whole. The server itself would log the
    /// exception's message.
    /// </summary>
    public static void UseBreakOff(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (Exception e) when (context.Response.HasStarted)
                {
                    if (!context.RequestAborted.IsCancellationRequested)
                    {
                        Log(app.Logger, context, e);
                    }

                    context.Abort();
                }
            }
        );

    private static string Describe(Exception exception, DatabaseCodes codes)
    {
        var text = new StringBuilder();
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            text.Append(text.Length == 0 ? "" : "\nbecause of ").Append(cause.GetType().FullName);
            if (CodeOf(cause, codes) is { } code)
            {
                text.Append(" (").Append(code).Append(')');
            }

            text.Append('\n').Append(cause.StackTrace);
        }

        return text.ToString();
    }

    private static string? CodeOf(Exception exception, DatabaseCodes codes) =>
        exception switch
        {
            DbException error => codes(error),
            IOException io => $"HRESULT {io.HResult:X8}",
            _ => null,
        };

    [LoggerMessage(Level = LogLevel.Error, Message = "The request {TraceId} to {Operation} failed: {Failure}", SkipEnabledCheck = true)]
    private static partial void Failed(ILogger log, string traceId, string? operation, string failure);
}
