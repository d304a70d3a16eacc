namespace Inpud.Registry.Api.Http.Problems;

/// <summary>
/// The fields that the body of a request has or may have. Some writes make a record of more than their body states: the acceptance of an application records a group whose name stands in the
/// application. A mistake in such a value is no field of the body, and its pointer means the whole of it.
/// </summary>
internal sealed record SentBody(IReadOnlySet<string> Fields)
{
    /// <summary>The errors, without pointers to what was not sent.</summary>
    public static IReadOnlyList<ProblemError> Place(HttpContext context, IReadOnlyList<ProblemError> errors) =>
        context.Features.Get<SentBody>() is { } sent ? [.. errors.Select(sent.Place)] : errors;

    private ProblemError Place(ProblemError error) =>
        error.In == "body" && !Fields.Contains(error.Name.Split('.')[0]) ? error with { Pointer = "" } : error;
}
