using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Lists;

/// <summary>The answer to a cursor from before a restore.</summary>
internal static class OutdatedCursor
{
    /// <param name="mend">How the client begins anew.</param>
    public static ProblemException Problem(string mend)
    {
        var why = $"The registry was restored from a copy since it gave this cursor. {mend}";
        return new ProblemException(
            ProblemKind.CursorOutdated,
            why,
            ProblemError.Of("query", "after", ProblemKind.CursorOutdated.Code, why)
        );
    }
}
