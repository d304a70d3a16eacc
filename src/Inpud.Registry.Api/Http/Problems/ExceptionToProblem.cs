using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace Inpud.Registry.Api.Http.Problems;

/// <summary>Turns the exception that ends a request into a problem answer. The answer shows the text of a <see cref="ProblemException"/> alone.</summary>
internal sealed partial class ExceptionToProblem(ILogger<ExceptionToProblem> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case ProblemException problem:
                await ProblemWriter.WriteAsync(httpContext, problem.Kind, problem.Message, problem.Errors);
                return true;
            case BadHttpRequestException bad:
                await ProblemWriter.WriteAsync(httpContext, ProblemKind.OfStatus(bad.StatusCode));
                return true;
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                // Nobody waits for the answer any more.
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return true;
            case DbException:
                Failed(exception, httpContext.TraceIdentifier, httpContext.GetEndpoint()?.DisplayName);
                await ProblemWriter.WriteAsync(httpContext, ProblemKind.DatabaseUnavailable);
                return true;
            default:
                Failed(exception, httpContext.TraceIdentifier, httpContext.GetEndpoint()?.DisplayName);
                await ProblemWriter.WriteAsync(httpContext, ProblemKind.Unexpected);
                return true;
        }
    }

    /// <summary>Logs the operation, not the path: a path can hold an id that nobody should read in a log.</summary>
    [LoggerMessage(Level = LogLevel.Error, Message = "The request {TraceId} to {Operation} failed.")]
    private partial void Failed(Exception exception, string traceId, string? operation);
}
