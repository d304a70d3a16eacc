using FastEndpoints;
using Inpud.Registry.Api.Features.Countries;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>The page of a country</summary>
/// <remarks>The same as `/v1/countries/{code}`, for people: as HTML, with its sources. Each figure says where in the API it stands (`data-from`), and leads to the rows that it counts.</remarks>
internal sealed class GetCountryPage(Database database, TimeProvider clock, PageRenderer renderer)
    : Endpoint<GetCountryPageRequest, HtmlPage>
{
    /// <summary>How many rows of a list stand on the page. It names the address of all of them.</summary>
    private const int Shown = RequestRuleExtensions.DefaultLimit;

    public override void Configure()
    {
        Get("/countries/{code}");
    }

    public override async Task<HtmlPage> ExecuteAsync(GetCountryPageRequest req, CancellationToken ct)
    {
        var (view, facts) = await ReadAsync(req);
        var path = $"/countries/{facts.Country.Code}";
        var head = new PageHead(
            facts.Country.Name,
            string.Join(view.Comma, facts.Country.Regions.Select(region => view.Apart(region.Name))),
            path
        )
        {
            Data = $"/v1{path}",
            LinkedData = OrganisationsOnPage.Of(view, facts.Country, facts.Groups.Items),
        };
        return await renderer.RenderAsync(view, head, CountryPage.Of(view, facts));
    }

    private async Task<(View View, CountryPageFacts Facts)> ReadAsync(GetCountryPageRequest req)
    {
        await using var read = await database.ReadAsync();
        var code = await CountryAddress.FindAsync(read, req.Code);
        var facts = new CountryPageFacts(
            await CountryDetailsSql.ReadAsync(read, code, AskedDay.Of(req, clock), Languages.Choose(HttpContext, req)),
            await ListGroups.ReadAsync(read, ListScope.Beginning(Shown), new ListGroupsRequest { Country = code, AsOf = req.AsOf }, clock)
        );
        return (await View.ReadAsync(read, HttpContext, req, clock, facts), facts);
    }
}

/// <summary>What the page of a country shows.</summary>
internal sealed record CountryPageFacts(CountryDetails Country, DatedList<GroupItem> Groups);

internal sealed record GetCountryPageRequest : IPageRequest
{
    /// <inheritdoc cref="Features.Countries.GetCountryRequest.Code"/>
    /// <example>KE</example>
    public string Code { get; init; } = "";

    /// <inheritdoc cref="Http.Requests.DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="Entry.GetEntryRequest.Lang"/>
    /// <example>en</example>
    [ContractName("PageLang")]
    public string? Lang { get; init; }
}

internal sealed class GetCountryPageValidator : Validator<GetCountryPageRequest>
{
    public GetCountryPageValidator() => this.PageRules();
}
