using FastEndpoints;
using Inpud.Registry.Api.Http.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>Refuses a body that nobody reads, a body of another type than the operation takes, and one that is encoded.</summary>
internal static class StrictBodies
{
    public static void Check(HttpContext context, EndpointDefinition operation)
    {
        var types = FileTypes(context);
        if (operation.Verbs.Contains("GET") || (types is null && ParameterNames.BodyOf(operation) is null))
        {
            CheckThatThereIsNone(context);
            return;
        }

        CheckThatItIsPlain(context.Request.Headers.ContentEncoding);
        if (types is null && !context.Request.HasJsonContentType())
        {
            throw Unsupported("application/json");
        }

        // Where an operation takes files, routing checks a Content-Type that is sent, and lets a request without one pass. This check refuses that.
        if (types is not null && string.IsNullOrEmpty(context.Request.ContentType))
        {
            throw Unsupported(string.Join(" or ", types));
        }
    }

    /// <summary>The types of the files that the operation takes; null where it takes none.</summary>
    private static IReadOnlyList<string>? FileTypes(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is [_, ..] types
        && !types.Contains("*/*")
        && !types.Contains("application/json")
            ? types
            : null;

    private static void CheckThatThereIsNone(HttpContext context)
    {
        // Over HTTP/2 the end of the request can come apart from its headers. Then the length alone says that nothing follows.
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true && context.Request.ContentLength != 0)
        {
            throw new ProblemException(
                ProblemKind.UnexpectedBody,
                HttpMethods.IsGet(context.Request.Method)
                    ? "A read takes no body. Put filters into the query."
                    : "The operation takes no body. Its address says all that it needs."
            );
        }

        // Many clients name a type with every request. Without a body it says nothing, and the framework would look for a body.
        context.Request.ContentType = null;
    }

    /// <summary>Nothing here decodes a body: what is compressed would be read as something that is no JSON, and what only says that it is would be written.</summary>
    private static void CheckThatItIsPlain(StringValues encoding)
    {
        if (encoding.Count > 0 && (encoding.Count > 1 || !string.Equals(encoding[0], "identity", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ProblemException(
                ProblemKind.UnsupportedMediaType,
                "The body is encoded, as the Content-Encoding header says. Send it as it is, without that header."
            );
        }
    }

    private static ProblemException Unsupported(string types) =>
        new(ProblemKind.UnsupportedMediaType, $"The body has to be {types}. Say so in the Content-Type header.");
}
