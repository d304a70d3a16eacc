using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Site.Map;
using Inpud.Registry.Api.Site.Words;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Embed;

/// <summary>The map, for a frame on another site</summary>
/// <remarks>The same as <c>/v1/coverage/map.svg</c> as a page: its countries are links, and its legend is text. It has no script and sets no cookie.</remarks>
internal sealed class GetMapFrame(Database database, TimeProvider clock, PageRenderer renderer) : Endpoint<GetMapFrameRequest, HtmlPage>
{
    public override void Configure() => Get("/embed/map");

    public override async Task<HtmlPage> ExecuteAsync(GetMapFrameRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        var map = await ReadAsync(req, language);
        var legend = new CoverageLegend(map);
        var page = EmbedFrame.Of(
            Language.Of(language),
            legend.Title,
            EmbedLinks.PageOf(map.Network?.Id),
            MapFrame.Of(map, legend, code => EmbedLinks.CountryOf(code, language))
        );
        return await renderer.RenderAsync(page);
    }

    private async Task<CoverageMap> ReadAsync(GetMapFrameRequest req, string language)
    {
        await using var read = await database.ReadAsync();
        return await CoverageMap.ReadAsync(read, req, AskedDay.OfLastDay(req, clock), language);
    }
}

internal sealed record GetMapFrameRequest : CoverageViewRequest;

internal sealed class GetMapFrameValidator : Validator<GetMapFrameRequest>
{
    public GetMapFrameValidator() => this.ViewRules();
}

/// <summary>The pages to which frames lead.</summary>
internal static class EmbedLinks
{
    /// <summary>The page of a network; that of INPUD where there is none.</summary>
    public static string PageOf(string? network) => PublicAddress.Link(network is null ? "/" : $"/networks/{network}");

    public static string CountryOf(string code, string language) => PublicAddress.Link($"/countries/{code}?lang={language}");
}
