using System.Text;

namespace Inpud.Registry.Api.Features.History;

/// <summary>The address of a page of the feed, as it was asked, and those of the pages around it.</summary>
/// <param name="Path">The path, which can say the form.</param>
/// <param name="Query">The query without the cursor.</param>
/// <param name="Cursor">The cursor after which the page starts; null for the first page.</param>
internal sealed record FeedAddress(string Path, IReadOnlyList<(string Name, string Value)> Query, string? Cursor)
{
    /// <summary>The path of the feed in its first form.</summary>
    public const string Plain = "/v1/changes";

    /// <summary>The first page of the same feed.</summary>
    public string First => With(null);

    /// <summary>This page.</summary>
    public string Self => With(Cursor);

    /// <summary>The page after a change.</summary>
    public string After(string cursor) => With(cursor);

    /// <summary>The same as Atom. A feed reader follows links without the Accept header that chose the form.</summary>
    public FeedAddress AsAtom() => this with { Path = Plain + ".atom", Query = [.. Query.Where(parameter => parameter.Name != "format")] };

    public static FeedAddress Of(HttpRequest request) =>
        new(
            request.Path.Value!,
            [
                .. request
                    .Query.Where(parameter => parameter.Key != "after")
                    .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
                    .Select(parameter => (parameter.Key, parameter.Value.ToString())),
            ],
            request.Query["after"] is [{ } cursor] ? cursor : null
        );

    private string With(string? cursor)
    {
        var address = new StringBuilder(Path);
        var separator = '?';
        foreach (var (name, value) in cursor is null ? Query : Query.Append(("after", cursor)))
        {
            address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }

        return address.ToString();
    }
}
