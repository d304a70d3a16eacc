using FastEndpoints;
using Inpud.Registry.Api.Features.Networks;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Site.Map;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Embed;

/// <summary>The page that makes a snippet for other sites</summary>
/// <remarks>It makes two lines of HTML that show the map, the card of a network or the figures on another site, and shows how they look. It works without scripts: its form asks for it anew. A form sends its empty fields as well: an address with empty parameters is answered with 303 to the same one without them.</remarks>
internal sealed class GetEmbedPage(Database database, TimeProvider clock, PageRenderer renderer) : Endpoint<GetEmbedPageRequest, HtmlPage>
{
    public override void Configure()
    {
        Get(FormAddress.Path);
        Description(route => route.Produces(StatusCodes.Status303SeeOther));
    }

    public override async Task<HtmlPage> ExecuteAsync(GetEmbedPageRequest req, CancellationToken ct)
    {
        var (view, networks) = await ReadAsync(req);
        var texts = new MapTexts(view.Language.Code);
        var network = networks.FirstOrDefault(network => network.Id == req.Network);
        if (network is null && req.Network is not null)
        {
            throw Invalid.Network("network", req.Network);
        }

        var what = req.What ?? Snippet.Map;
        var snippet = new Snippet(what, network?.Id, network?.Abbreviation ?? "INPUD", req.AsOf, texts);
        return await renderer.RenderAsync(
            view,
            new PageHead(texts["Embed"], texts["EmbedMeans"], "/embed"),
            EmbedPage.Of(view, texts, networks, snippet, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
        );
    }

    private async Task<(View View, IReadOnlyList<NetworkItem> Networks)> ReadAsync(GetEmbedPageRequest req)
    {
        await using var read = await database.ReadAsync();
        var asked = new ListNetworksRequest { AsOf = req.AsOf, Standing = "any" };
        var networks = await ListNetworks.ReadAsync(read, ListScope.Beginning(RequestRuleExtensions.LargestLimit), asked, clock);
        return (await View.ReadAsync(read, HttpContext, req, clock), networks.Items);
    }
}

internal sealed record GetEmbedPageRequest : IPageRequest
{
    /// <summary>What the snippet shows: the <c>map</c>, the <c>card</c> of a network, or the <c>figure</c> in one line. It is the map where this is left out.</summary>
    /// <example>map</example>
    public string? What { get; init; }

    /// <summary>The network's id. Where it is left out, the snippet shows the networks that make up INPUD.</summary>
    /// <example>euronpud</example>
    [ContractName("EmbeddedNetwork")]
    public string? Network { get; init; }

    /// <inheritdoc cref="DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="Entry.GetEntryRequest.Lang"/>
    /// <example>en</example>
    [ContractName("PageLang")]
    public string? Lang { get; init; }
}

internal sealed class GetEmbedPageValidator : Validator<GetEmbedPageRequest>
{
    public GetEmbedPageValidator()
    {
        this.PageRules();
        RuleFor(x => x.What).OneOf(Snippet.Map, Snippet.Card, Snippet.Figure);
    }
}
