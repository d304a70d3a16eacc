using FastEndpoints;
using Inpud.Registry.Api.Features.Board;
using Inpud.Registry.Api.Features.Coverage;
using Inpud.Registry.Api.Features.Networks;
using Inpud.Registry.Api.Features.Organisation;
using Inpud.Registry.Api.Features.Secretariat;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Site.Map;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Entry;

/// <summary>Where to begin</summary>
/// <remarks>A program gets the addresses that lead to everything else. A browser gets the page of INPUD: its networks, its board, its timeline.</remarks>
internal sealed class GetEntry(Database database, TimeProvider clock, PageRenderer renderer) : Endpoint<GetEntryRequest, EntryPage>
{
    /// <summary>More networks, seats or milestones than the page shows are at the addresses that it names.</summary>
    private const int Shown = RequestRuleExtensions.LargestLimit;

    public override void Configure() => Get("/");

    public override async Task<EntryPage> ExecuteAsync(GetEntryRequest req, CancellationToken ct)
    {
        if (!AnswerForm.Of(HttpContext).IsHtml)
        {
            return new EntryPage(page: null);
        }

        var (view, facts) = await ReadAsync(req);
        var head = new PageHead(null, facts.Profile.Vision?.Text, "/") { Data = "/v1/inpud", LinkedData = facts.Profile.ToLinkedData() };
        return new EntryPage(await renderer.RenderAsync(view, head, HomePage.Of(view, facts)));
    }

    private async Task<(View View, HomeFacts Facts)> ReadAsync(GetEntryRequest req)
    {
        await using var read = await database.ReadAsync();
        var every = ListScope.Beginning(Shown);
        var counted = new ListCoverageRequest { AsOf = req.AsOf };
        var facts = new HomeFacts(
            await ProfileSql.ReadAsync(read, AskedDay.Of(req, clock).Text),
            await ListNetworks.ReadAsync(read, every, new ListNetworksRequest { AsOf = req.AsOf, Standing = "any" }, clock),
            (await ListCoverage.ReadAsync(read, every, counted with { Standing = "any" }, clock)).List,
            (await ListCoverage.ReadAsync(read, every, counted, clock)).Totals,
            await CoverageMap.ReadAsync(read, counted, AskedDay.Of(req, clock), Languages.Choose(HttpContext, req)),
            await ListBoard.ReadAsync(read, every, new ListBoardRequest { AsOf = req.AsOf }, clock),
            await ListSecretariat.ReadAsync(read, every, new ListSecretariatRequest { AsOf = req.AsOf }, clock),
            await ListTimeline.ReadAsync(read, every, new ListTimelineRequest { AsOf = req.AsOf }, clock)
        );
        return (await View.ReadAsync(read, HttpContext, req, clock, facts), facts);
    }
}

/// <summary>What the page of INPUD shows.</summary>
internal sealed record HomeFacts(
    Profile Profile,
    DatedList<NetworkItem> Networks,
    DatedList<NetworkCoverage> Coverage,
    CoverageTotals Totals,
    CoverageMap Map,
    DatedList<BoardPlace> Board,
    DatedList<PostTerm> Secretariat,
    DatedList<Milestone> Timeline
);

internal sealed record GetEntryRequest : IPageRequest
{
    /// <inheritdoc cref="DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <summary>The language of the page: <c>ar</c>, <c>en</c>, <c>es</c>, <c>fr</c>, <c>pt</c> or <c>ru</c>. Where it is left out, the Accept-Language header decides.</summary>
    /// <example>en</example>
    [ContractName("PageLang")]
    public string? Lang { get; init; }
}

internal sealed class GetEntryValidator : Validator<GetEntryRequest>
{
    public GetEntryValidator() => this.PageRules();
}

/// <summary>The addresses to begin at.</summary>
/// <param name="page">The page of INPUD, where a browser asks.</param>
internal sealed class EntryPage(HtmlPage? page) : IHtmlAnswer, IOfTheRegistry
{
    /// <summary>What this service is.</summary>
    /// <example>The registry of the International Network of People who Use Drugs (INPUD)</example>
    public string Title { get; } = "The registry of the International Network of People who Use Drugs (INPUD)";

    /// <summary>Swagger UI, in which the API can be tried.</summary>
    /// <example>https://registry.example.org/swagger/index.html</example>
    public string Documentation { get; } = PublicAddress.Link("/swagger/index.html");

    /// <summary>The contract, as OpenAPI 3.1.</summary>
    /// <example>https://registry.example.org/openapi.yaml</example>
    public string Contract { get; } = PublicAddress.Link("/openapi.yaml");

    /// <summary>The search, with an example.</summary>
    /// <example>https://registry.example.org/v1/search?q=inpud</example>
    public string Search { get; } = PublicAddress.Link("/v1/search?q=inpud");

    /// <summary>The whole public registry as a file.</summary>
    /// <example>https://registry.example.org/v1/export</example>
    public string Export { get; } = PublicAddress.Link("/v1/export");

    /// <summary>The lists and counts.</summary>
    public IReadOnlyList<string> Resources { get; } =
    [
        .. new[]
        {
            "/v1/inpud",
            "/v1/timeline",
            "/v1/documents",
            "/v1/partners",
            "/v1/networks",
            "/v1/groups",
            "/v1/countries",
            "/v1/regions",
            "/v1/board",
            "/v1/secretariat",
            "/v1/secretariat/posts",
            "/v1/coverage",
            "/v1/coverage/countries",
            "/v1/coverage/regions",
            "/v1/coverage/matrix",
            "/v1/sources",
            "/v1/rules",
            "/v1/changes",
        }.Select(PublicAddress.Link),
    ];

    public string ToHtml() => page?.Text ?? "";
}
