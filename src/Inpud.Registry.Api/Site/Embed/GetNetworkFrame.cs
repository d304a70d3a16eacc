using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Coverage;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Embed;

/// <summary>The card of a network, for a frame on another site</summary>
/// <remarks>What the network claims, what the registry documents, its member groups and its remit, side by side, as in <c>/v1/coverage</c>. It has no script and sets no cookie.</remarks>
internal sealed class GetNetworkFrame(Database database, TimeProvider clock, PageRenderer renderer)
    : Endpoint<GetNetworkFrameRequest, HtmlPage>
{
    public override void Configure()
    {
        Get("/embed/networks/{network}");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
    }

    public override async Task HandleAsync(GetNetworkFrameRequest req, CancellationToken ct)
    {
        var (id, facts) = await NetworkAddress.ReadAsync(database, req.Network, (read, network) => ReadAsync(read, network, req));
        if (facts is null)
        {
            await Moved.AnswerAsync(HttpContext, $"/embed/networks/{id}");
            return;
        }

        var name = facts.Coverage?.Abbreviation ?? facts.View.Networks[id];
        await Send.OkAsync(
            await renderer.RenderAsync(
                EmbedFrame.Of(facts.View.Language, name, EmbedLinks.PageOf(id), NetworkCard.Of(facts.View, id, facts.Coverage))
            ),
            ct
        );
    }

    private async Task<CardFacts> ReadAsync(ReadSession read, string network, GetNetworkFrameRequest req)
    {
        var asked = new ListCoverageRequest { Network = network, AsOf = req.AsOf };
        var rows = (await ListCoverage.ReadAsync(read, ListScope.Beginning(1), asked, clock)).List.Items;
        return new CardFacts(await View.ReadAsync(read, HttpContext, req, clock), rows is [var row] ? row : null);
    }

    /// <param name="View">What the card knows of its language and its day.</param>
    /// <param name="Coverage">Its figures; null where the network does not exist as of the day.</param>
    private sealed record CardFacts(View View, NetworkCoverage? Coverage);
}

internal sealed record GetNetworkFrameRequest : IPageRequest
{
    /// <inheritdoc cref="Features.Networks.GetNetworkRequest.Network"/>
    /// <example>euronpud</example>
    public string Network { get; init; } = "";

    /// <inheritdoc cref="DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="Entry.GetEntryRequest.Lang"/>
    /// <example>en</example>
    [ContractName("PageLang")]
    public string? Lang { get; init; }
}

internal sealed class GetNetworkFrameValidator : Validator<GetNetworkFrameRequest>
{
    public GetNetworkFrameValidator() => this.PageRules();
}
