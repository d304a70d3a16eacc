using FastEndpoints;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>
/// The addresses that tables and feeds have beside that of the JSON, such as <c>/v1/coverage.csv</c>. A client that is generated from the contract has a type for one form of an answer alone, and a
/// person can send an address to others.
/// </summary>
internal static class SiblingAddresses
{
    private static readonly (string Ending, Type Answer, string MediaType, string Words)[] All =
    [
        (".csv", typeof(ICsvAnswer), AnswerForm.Csv, "as CSV"),
        (".atom", typeof(IAtomAnswer), AnswerForm.Atom, "as Atom"),
    ];

    /// <summary>The endings of the addresses that an operation has besides its own.</summary>
    public static IEnumerable<string> Of(EndpointDefinition operation) =>
        All.Where(sibling => operation.Verbs.Contains("GET") && sibling.Answer.IsAssignableFrom(operation.ResDtoType))
            .Select(sibling => sibling.Ending);

    /// <summary>The media type that an address of the operation asks for, and the words for it; null where the address leaves the form open.</summary>
    public static (string MediaType, string Words)? FormOfOrNull(EndpointDefinition operation, string path)
    {
        foreach (var sibling in All)
        {
            if (path.EndsWith(sibling.Ending, StringComparison.Ordinal) && sibling.Answer.IsAssignableFrom(operation.ResDtoType))
            {
                return (sibling.MediaType, sibling.Words);
            }
        }

        return null;
    }

    /// <summary>A path without the ending that asks for a form.</summary>
    public static string WithoutEnding(string path) => path[..^EndingOf(path).Length];

    /// <summary>The ending of a path that asks for a form; empty where it has none.</summary>
    public static string EndingOf(string path) =>
        Array.Find(All, sibling => path.EndsWith(sibling.Ending, StringComparison.Ordinal)).Ending ?? "";
}
