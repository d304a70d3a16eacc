using FastEndpoints;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>The conditions of a change. If-Match names the version that it is of, and <see cref="RecordTag"/> holds that against the record.</summary>
internal static class WriteConditions
{
    /// <summary>Stands behind routing, and ahead of every operation.</summary>
    public static IApplicationBuilder UseWriteConditions(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (
                    context.Request.Headers.IfNoneMatch.Count > 0
                    && context.GetEndpoint()?.Metadata.GetMetadata<EndpointDefinition>() is { } operation
                )
                {
                    Check(context.Request, operation);
                }

                return next(context);
            }
        );

    /// <summary>
    /// Refuses a change whose If-None-Match names a version that its If-Match names, too: it is to be of a version and of another one (RFC 9110, section 13.2.2). To hold the header against the record was rejected: a
    /// change that both headers let pass is the same one without the second.
    /// </summary>
    private static void Check(HttpRequest request, EndpointDefinition operation)
    {
        if (request.Headers.IfMatch.Count == 0 || !ParameterNames.Of(operation).Any(parameter => parameter.Name == "If-Match"))
        {
            return;
        }

        var (of, notOf) = (
            RecordTag.NamedIn(request.Headers.IfMatch.ToString()),
            RecordTag.NamedIn(request.Headers.IfNoneMatch.ToString())
        );
        if (of.Contains("*") || notOf.Contains("*") || of.Overlaps(notOf))
        {
            throw new ProblemException(
                ProblemKind.PreconditionFailed,
                "The If-None-Match header excludes the version that the If-Match header names. Leave If-None-Match out."
            );
        }
    }
}
