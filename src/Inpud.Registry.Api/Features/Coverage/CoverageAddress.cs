using Inpud.Registry.Api.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>The question that a coverage answer answers, as an address: without the page and the form.</summary>
internal sealed record CoverageAddress(string Path, IReadOnlyList<KeyValuePair<string, string>> Question)
{
    /// <summary>The address in a form; in none where the format is null.</summary>
    public string As(string? format)
    {
        IEnumerable<KeyValuePair<string, string>> query = format is null ? Question : [.. Question, KeyValuePair.Create("format", format)];
        return PublicAddress.Link($"{Path}{new QueryBuilder(query).ToQueryString()}");
    }

    public static CoverageAddress Of(HttpRequest request) =>
        new(
            request.Path.ToUriComponent(),
            [
                .. request
                    .Query.Where(parameter => parameter.Key is not ("after" or "limit" or "format"))
                    .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
                    .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString())),
            ]
        );
}
