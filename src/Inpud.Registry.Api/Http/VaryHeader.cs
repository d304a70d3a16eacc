namespace Inpud.Registry.Api.Http;

/// <summary>Names the headers of a request on which the answer depends.</summary>
internal static class VaryHeader
{
    /// <summary>Adds the names that are not there yet. Several parts of an answer can depend on the same header, such as the map on a page and the words around it.</summary>
    public static void VaryBy(this HttpResponse response, params IReadOnlyList<string> names)
    {
        var vary = response.Headers.Vary.Count < 2 ? response.Headers.Vary.ToString() : string.Join(", ", Names(response));
        foreach (var name in names)
        {
            if (!Has(vary, name))
            {
                vary = vary.Length == 0 ? name : $"{vary}, {name}";
            }
        }

        response.Headers.Vary = vary;
    }

    private static bool Has(ReadOnlySpan<char> vary, string name)
    {
        foreach (var part in vary.Split(','))
        {
            if (vary[part].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The names that the answer has so far.</summary>
    public static IEnumerable<string> Names(HttpResponse response) =>
        response.Headers.Vary.SelectMany(value =>
            (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );
}
