using System.ComponentModel.DataAnnotations;
using FastEndpoints;
using Inpud.Registry.Api.Features.Search;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>The page of a search</summary>
/// <remarks>The same hits as <c>/v1/search</c>, for people, each with its page. Every page has the form that leads here. Search engines are asked not to show it.</remarks>
internal sealed class SearchNamesPage(Database database, TimeProvider clock, PageRenderer renderer)
    : Endpoint<SearchNamesPageRequest, HtmlPage>
{
    /// <summary>The most that the API gives. Whoever finds more writes more of the name.</summary>
    private const int Shown = 50;

    public override void Configure() => Get("/search");

    public override async Task<HtmlPage> ExecuteAsync(SearchNamesPageRequest req, CancellationToken ct)
    {
        var asked = new SearchNamesRequest { Q = req.Q, Limit = Shown };
        var (view, found) = await ReadAsync(req, asked);
        var path = View.WithQuery("/search", "q", req.Q!);
        var data = View.WithQuery($"/v1/search?limit={Shown}", "q", req.Q!);
        var head = new PageHead($"{view.Say("search").Text}: {view.Apart(req.Q!)}", null, path) { Search = req.Q };
        return await renderer.RenderAsync(view, head, SearchPage.Of(view, found, req.Q!, data));
    }

    private async Task<(View View, SearchAnswer Found)> ReadAsync(SearchNamesPageRequest req, SearchNamesRequest asked)
    {
        await using var read = await database.ReadAsync();
        var found = await SearchNames.ReadAsync(read, asked, Languages.Choose(HttpContext, req));
        return (await View.ReadAsync(read, HttpContext, req, clock), found);
    }
}

internal sealed record SearchNamesPageRequest : IPageRequest
{
    /// <inheritdoc cref="SearchNamesRequest.Q"/>
    /// <example>latin american network</example>
    [Required]
    public string? Q { get; init; }

    /// <summary>The day as of which the pages tell that the hits lead to; today (UTC) where it is left out. It cannot be in the future. A search finds names of any time, whatever the day is.</summary>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="Entry.GetEntryRequest.Lang"/>
    /// <example>en</example>
    [ContractName("PageLang")]
    public string? Lang { get; init; }
}

internal sealed class SearchNamesPageValidator : Validator<SearchNamesPageRequest>
{
    public SearchNamesPageValidator()
    {
        this.PageRules();
        RuleFor(x => x.Q).IsSomethingToFind();
    }
}
