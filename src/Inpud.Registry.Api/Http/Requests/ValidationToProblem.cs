using FastEndpoints;
using FluentValidation.Results;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>Makes one problem from what FastEndpoints' binding and the validators found, with an error for each finding.</summary>
internal static class ValidationToProblem
{
    public static Problem Describe(List<ValidationFailure> failures, HttpContext context, int statusCode)
    {
        var errors = failures.Select(failure => ErrorOf(failure, context)).ToList();
        context.Response.Headers.CacheControl = "no-store";
        return ProblemWriter.Describe(
            context,
            ProblemKind.InvalidRequest,
            string.Join(" ", errors.Select(error => $"'{error.Name}': {error.Detail}")),
            errors
        );
    }

    private static ProblemError ErrorOf(ValidationFailure failure, HttpContext context)
    {
        var property = failure.PropertyName;
        var operation = context.GetEndpoint()?.Metadata.GetMetadata<EndpointDefinition>();
        // The validators name properties, and the binding names parameters.
        var parameter = operation is null
            ? null
            : ParameterNames
                .Of(operation)
                .FirstOrDefault(known =>
                    property.Equals(known.Property.Name, StringComparison.OrdinalIgnoreCase)
                    || property.Equals(known.Name, StringComparison.OrdinalIgnoreCase)
                );
        return ProblemError.Of(
            NameOf(parameter?.Place ?? ParameterPlace.Query),
            parameter?.Name ?? char.ToLowerInvariant(property[0]) + property[1..],
            failure.ErrorCode ?? "invalid",
            failure.ErrorMessage
        );
    }

    private static string NameOf(ParameterPlace place) =>
        place switch
        {
            ParameterPlace.Path => "path",
            ParameterPlace.Header => "header",
            _ => "query",
        };
}
