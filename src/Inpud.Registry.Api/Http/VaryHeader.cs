using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Http;

/// <summary>Names the headers of a request on which the answer depends.</summary>
internal static class VaryHeader
{
    /// <summary>Adds the names that are not there yet. Several parts of an answer can depend on the same header, such as the map on a page and the words around it.</summary>
    public static void VaryBy(this HttpResponse response, params IReadOnlyList<string> names)
    {
        var before = Names(response).ToList();
        var more = names.Where(name => !before.Contains(name, StringComparer.OrdinalIgnoreCase));
        response.Headers[HeaderNames.Vary] = string.Join(", ", before.Concat(more));
    }

    /// <summary>The names that the answer has so far.</summary>
    public static IEnumerable<string> Names(HttpResponse response) =>
        response.Headers.Vary.SelectMany(value =>
            (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );
}
