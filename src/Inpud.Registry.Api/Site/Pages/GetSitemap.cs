using FastEndpoints;
using Inpud.Registry.Api.Features.Countries;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Features.Networks;
using Inpud.Registry.Api.Features.People;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Site.Words;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>One sitemap</summary>
/// <remarks>The addresses of pages, for search engines. <c>/sitemap.xml</c> has the names of all parts. A group that is not public is in none.</remarks>
internal sealed class GetSitemap(Database database) : Endpoint<GetSitemapRequest, Sitemap>
{
    public override void Configure() => Get("/sitemaps/{part}.xml");

    public override async Task<Sitemap> ExecuteAsync(GetSitemapRequest req, CancellationToken ct) =>
        new("urlset", "url", req.Part == SitemapParts.Pages ? await PagesAsync() : await GroupsAsync(req.Part));

    private async Task<IEnumerable<string>> PagesAsync()
    {
        await using var read = await database.ReadAsync();
        return
        [
            "/",
            "/groups",
            "/countries",
            .. (await NetworksSql.NamesAsync(read, read.Today))
                .Keys.Order(StringComparer.Ordinal)
                .Select(network => $"/networks/{network}"),
            .. (await PersonSql.AddressesAsync(read)).Select(person => $"/people/{person}"),
            .. (await CountriesSql.NamesAsync(read, Language.English))
                .Keys.Order(StringComparer.Ordinal)
                .Select(country => $"/countries/{country}"),
        ];
    }

    private async Task<IEnumerable<string>> GroupsAsync(string part)
    {
        var (from, to) = SitemapParts.RangeOrNull(part) ?? throw ProblemException.NoSuchRecord("part", part, "name");
        await using var read = await database.ReadAsync();
        return (await GroupsSql.AddressesAsync(read, from, to, SitemapParts.Most)).Select(group => $"/groups/{group}");
    }
}

internal sealed record GetSitemapRequest
{
    /// <summary>The name of the part.</summary>
    /// <example>pages</example>
    public string Part { get; init; } = "";
}
