using FastEndpoints;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>The sitemaps</summary>
/// <remarks>For search engines. The list is the same for every registry: it says nothing of how many groups there are.</remarks>
internal sealed class GetSitemapIndex : Endpoint<EmptyRequest, Sitemap>
{
    public override void Configure() => Get("/sitemap.xml");

    public override Task<Sitemap> ExecuteAsync(EmptyRequest req, CancellationToken ct) =>
        Task.FromResult(new Sitemap("sitemapindex", "sitemap", SitemapParts.All.Select(part => $"/sitemaps/{part}.xml")));
}
