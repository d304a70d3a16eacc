using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Site.Map;
using Inpud.Registry.Api.Site.Words;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Embed;

/// <summary>The figures in one line, for a frame on another site</summary>
/// <remarks>The same as <c>/v1/coverage/badge.svg</c> as text that a reader can enlarge and copy. It has no script and sets no cookie.</remarks>
internal sealed class GetFigureFrame(Database database, TimeProvider clock, PageRenderer renderer)
    : Endpoint<GetFigureFrameRequest, HtmlPage>
{
    public override void Configure() => Get("/embed/figure");

    public override async Task<HtmlPage> ExecuteAsync(GetFigureFrameRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        var badge = new BadgePicture(await ReadAsync(req, language), Theme: null);
        var page = EmbedLinks.PageOf(badge.Map.Network?.Id);
        return await renderer.RenderAsync(EmbedFrame.Of(Language.Of(language), badge.Title, page, FigureFrame.Of(badge, page)));
    }

    private async Task<CoverageMap> ReadAsync(GetFigureFrameRequest req, string language)
    {
        await using var read = await database.ReadAsync();
        return await CoverageMap.ReadAsync(read, req, AskedDay.OfLastDay(req, clock), language);
    }
}

internal sealed record GetFigureFrameRequest : CoverageViewRequest;

internal sealed class GetFigureFrameValidator : Validator<GetFigureFrameRequest>
{
    public GetFigureFrameValidator() => this.ViewRules();
}
