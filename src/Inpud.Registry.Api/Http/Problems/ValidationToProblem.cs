using FluentValidation.Results;

namespace Inpud.Registry.Api.Http.Problems;

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
        var name = char.ToLowerInvariant(failure.PropertyName[0]) + failure.PropertyName[1..];
        var place = context.Request.RouteValues.ContainsKey(name) ? "path" : "query";
        return ProblemError.Of(place, name, failure.ErrorCode ?? "invalid", failure.ErrorMessage);
    }
}
