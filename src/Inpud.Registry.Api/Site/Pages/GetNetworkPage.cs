using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Board;
using Inpud.Registry.Api.Features.Countries;
using Inpud.Registry.Api.Features.Coverage;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Features.Networks;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Site.Map;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>The page of a network</summary>
/// <remarks>The same as `/v1/networks/{network}`, for people: as HTML, with its sources. Each figure says where in the API it stands (`data-from`), and leads to the rows that it counts.</remarks>
internal sealed class GetNetworkPage(Database database, TimeProvider clock, PageRenderer renderer)
    : Endpoint<GetNetworkPageRequest, HtmlPage>
{
    /// <summary>How many rows of a list stand on the page. It names the address of all of them.</summary>
    private const int Shown = RequestRuleExtensions.DefaultLimit;

    public override void Configure()
    {
        Get("/networks/{network}");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
    }

    public override async Task HandleAsync(GetNetworkPageRequest req, CancellationToken ct)
    {
        var (id, view, facts) = await ReadAsync(req);
        if (view is null || facts is null)
        {
            await Moved.AnswerAsync(HttpContext, $"/networks/{id}");
            return;
        }

        var head = new PageHead(facts.Network.Abbreviation, DescriptionOf(view, facts.Network), $"/networks/{id}")
        {
            Data = $"/v1/networks/{id}",
            LinkedData = facts.Network.ToLinkedData(),
            Network = id,
        };
        await Send.OkAsync(await renderer.RenderAsync(view, head, NetworkPage.Of(view, facts)), ct);
    }

    private static string DescriptionOf(View view, NetworkDetails network) =>
        network.Focus is { } focus ? $"{view.Apart(network.Name)}. {view.Apart(focus)}" : $"{view.Apart(network.Name)}.";

    /// <summary>What the page shows; nothing where the address has another of the network's ids or names.</summary>
    private async Task<(string Id, View? View, NetworkPageFacts? Facts)> ReadAsync(GetNetworkPageRequest req)
    {
        await using var read = await database.ReadAsync();
        var day = AskedDay.Of(req, clock);
        if (await NetworkDetailsSql.FindOrNullAsync(read, req.Network, day.Text, day.WasGiven) is not { } network)
        {
            return (await NetworkAddress.FindAsync(read, req.Network), null, null);
        }

        var id = network.Id;
        var language = Languages.Choose(HttpContext, req);
        var coverage = new ListCoverageRequest { Network = id, AsOf = req.AsOf };
        var documented = new ListCountriesRequest { DocumentedBy = id, AsOf = req.AsOf };
        var facts = new NetworkPageFacts(
            network,
            (await ListCoverage.ReadAsync(read, ListScope.Beginning(1), coverage, clock)).List.Items is [var counted] ? counted : null,
            await ListGroups.ReadAsync(read, ListScope.Beginning(Shown), new ListGroupsRequest { Network = id, AsOf = req.AsOf }, clock),
            await ListCountries.ReadAsync(read, ListScope.Beginning(RequestRuleExtensions.LargestLimit), documented, language, clock),
            await ListRepresentatives.ReadAsync(
                read,
                ListScope.Beginning(Shown),
                id,
                new ListRepresentativesRequest { AsOf = req.AsOf },
                clock
            ),
            await CoverageMap.ReadAsync(read, coverage, day, language)
        );
        return (id, await View.ReadAsync(read, HttpContext, req, clock, facts), facts);
    }
}

/// <summary>What the page of a network shows.</summary>
internal sealed record NetworkPageFacts(
    NetworkDetails Network,
    NetworkCoverage? Coverage,
    DatedList<GroupItem> Groups,
    DatedList<CountryItem> Documented,
    DatedList<Representative> Representatives,
    CoverageMap Map
);

internal sealed record GetNetworkPageRequest : IPageRequest
{
    /// <inheritdoc cref="Features.Networks.GetNetworkRequest.Network"/>
    /// <example>euronpud</example>
    public string Network { get; init; } = "";

    /// <inheritdoc cref="Http.Requests.DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="Entry.GetEntryRequest.Lang"/>
    /// <example>en</example>
    [ContractName("PageLang")]
    public string? Lang { get; init; }
}

internal sealed class GetNetworkPageValidator : Validator<GetNetworkPageRequest>
{
    public GetNetworkPageValidator() => this.PageRules();
}
