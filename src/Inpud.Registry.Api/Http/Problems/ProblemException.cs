namespace Inpud.Registry.Api.Http.Problems;

/// <summary>Ends a request with a problem answer.</summary>
internal sealed class ProblemException(ProblemKind kind, string detail, params IReadOnlyList<ProblemError> errors) : Exception(detail)
{
    public ProblemKind Kind => kind;
    public IReadOnlyList<ProblemError> Errors => errors;

    /// <summary>No public record has the id. A private record gets the same answer.</summary>
    public static ProblemException NoSuchRecord(string kind, string id, string by = "id", string hint = "") =>
        new(
            ProblemKind.NotFound,
            $"There is no {kind} with the {by} '{id}'.{hint}",
            ProblemError.Of("path", kind, "unknown-id", $"No {kind} has this {by}.{hint} The list of them shows what there is.")
        );
}
