using FastEndpoints;
using Inpud.Registry.Api.Features.Countries;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>The page of countries</summary>
/// <remarks>The same rows as <c>/v1/countries</c> with the same filters, for people. A figure of another page leads here to the countries that it counts.</remarks>
internal sealed class ListCountriesPage(Database database, TimeProvider clock, PageRenderer renderer)
    : Endpoint<ListCountriesPageRequest, HtmlPage>
{
    public override void Configure() => Get("/countries");

    public override async Task<HtmlPage> ExecuteAsync(ListCountriesPageRequest req, CancellationToken ct)
    {
        var (view, countries) = await ReadAsync(req);
        var head = new PageHead(view.Say("countries").Text, null, "/countries") { Data = "/v1/countries" };
        return await renderer.RenderAsync(view, head, ListPages.Of(view, countries, HttpContext.Request));
    }

    private async Task<(View View, DatedList<CountryItem> Countries)> ReadAsync(ListCountriesPageRequest req)
    {
        var asked = new ListCountriesRequest
        {
            AsOf = req.AsOf,
            Certainty = req.Certainty,
            After = req.After,
            Limit = ListPages.Countries,
            Region = req.Region,
            Remit = req.Remit,
            DocumentedBy = req.DocumentedBy,
            Evidence = req.Evidence,
            Standing = req.Standing,
            Lang = req.Lang,
            Sort = req.Sort,
        };
        var language = Languages.Choose(HttpContext, req);
        await using var read = await database.ReadAsync();
        var countries = await ListCountries.ReadAsync(read, new ListScope(HttpContext, asked, language), asked, language, clock);
        return (await View.ReadAsync(read, HttpContext, req, clock, countries), countries);
    }
}

internal sealed record ListCountriesPageRequest : IPageRequest
{
    /// <inheritdoc cref="DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="Entry.GetEntryRequest.Lang"/>
    /// <example>en</example>
    [ContractName("PageLang")]
    public string? Lang { get; init; }

    /// <inheritdoc cref="DatedListRequest.Certainty"/>
    /// <example>certain</example>
    public string? Certainty { get; init; }

    /// <inheritdoc cref="ListRequest.After"/>
    public string? After { get; init; }

    /// <inheritdoc cref="ListCountriesRequest.Region"/>
    /// <example>419</example>
    [ContractName("CountriesRegion")]
    public string? Region { get; init; }

    /// <inheritdoc cref="ListCountriesRequest.Remit"/>
    /// <example>euronpud</example>
    [ContractName("CountriesRemit")]
    public string? Remit { get; init; }

    /// <inheritdoc cref="ListCountriesRequest.DocumentedBy"/>
    /// <example>euronpud</example>
    [ContractName("CountriesDocumentedBy")]
    public string? DocumentedBy { get; init; }

    /// <inheritdoc cref="ListCountriesRequest.Evidence"/>
    /// <example>member-group</example>
    [ContractName("CountriesEvidence")]
    public string? Evidence { get; init; }

    /// <inheritdoc cref="ListCountriesRequest.Standing"/>
    [ContractName("CountriesStanding")]
    public string? Standing { get; init; }

    /// <inheritdoc cref="ListCountriesRequest.Sort"/>
    /// <example>name</example>
    [ContractName("CountriesSort")]
    public string? Sort { get; init; }
}

internal sealed class ListCountriesPageValidator : Validator<ListCountriesPageRequest>
{
    public ListCountriesPageValidator()
    {
        this.PageRules();
        RuleFor(x => x.Certainty).OneOf("certain", "possible");
        RuleFor(x => x.Evidence).OneOf(Kebab.Names<EvidenceKind>());
        RuleFor(x => x.Standing).OneOf([.. Kebab.Names<NetworkStanding>(), "any"]);
        RuleFor(x => x.Sort).OneOf("name", "-name", "code", "-code");
    }
}
