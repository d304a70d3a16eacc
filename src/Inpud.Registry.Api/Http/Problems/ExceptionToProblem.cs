using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;

namespace Inpud.Registry.Api.Http.Problems;

/// <summary>Turns the exception that ends a request into a problem answer. The answer shows the text of a <see cref="ProblemException"/> alone.</summary>
internal sealed class ExceptionToProblem(ILogger<ExceptionToProblem> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case ProblemException problem:
                await ProblemWriter.WriteAsync(httpContext, problem.Kind, problem.Message, SentBody.Place(httpContext, problem.Errors));
                return true;
            case BadHttpRequestException bad:
                await ProblemWriter.WriteAsync(httpContext, ProblemKind.OfStatus(bad.StatusCode));
                return true;
            // Kestrel has no exception of its own for every broken body, such as a chunk whose size overflows. What it throws while it reads is the request's fault.
            case IOException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" }:
                await ProblemWriter.WriteAsync(httpContext, ProblemKind.BadRequest);
                return true;
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                // Nobody waits for the answer any more.
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return true;
            case DbException:
            case IOException full when IsFullDisk(full):
                Failure.Log(log, httpContext, exception);
                await ProblemWriter.WriteAsync(httpContext, ProblemKind.DatabaseUnavailable);
                return true;
            default:
                Failure.Log(log, httpContext, exception);
                await ProblemWriter.WriteAsync(httpContext, ProblemKind.Unexpected);
                return true;
        }
    }

    /// <summary>A body is kept in a temporary file, so that its disk can be full as well. The error codes are ENOSPC of Unix and ERROR_DISK_FULL of Windows.</summary>
    private static bool IsFullDisk(IOException error) => error.HResult is 28 or unchecked((int)0x80070070);
}
