using FastEndpoints;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>The page of groups</summary>
/// <remarks>The same rows as <c>/v1/groups</c> with the same filters, for people. A figure of another page leads here to the groups that it counts.</remarks>
internal sealed class ListGroupsPage(Database database, TimeProvider clock, PageRenderer renderer)
    : Endpoint<ListGroupsPageRequest, HtmlPage>
{
    public override void Configure() => Get("/groups");

    public override async Task<HtmlPage> ExecuteAsync(ListGroupsPageRequest req, CancellationToken ct)
    {
        var (view, groups) = await ReadAsync(req);
        var head = new PageHead(view.Say("groups").Text, null, "/groups")
        {
            Data = "/v1/groups",
            LinkedData = OrganisationsOnPage.OfGroups(groups.Items),
        };
        return await renderer.RenderAsync(view, head, ListPages.Of(view, groups, HttpContext.Request));
    }

    private async Task<(View View, DatedList<GroupItem> Groups)> ReadAsync(ListGroupsPageRequest req)
    {
        var asked = new ListGroupsRequest
        {
            AsOf = req.AsOf,
            Certainty = req.Certainty,
            After = req.After,
            Limit = ListPages.Groups,
            Network = req.Network,
            Standing = req.Standing,
            Country = req.Country,
            Region = req.Region,
            Type = req.Type,
            Scope = req.Scope,
            Q = req.Q,
            Sort = req.Sort,
        };
        await using var read = await database.ReadAsync();
        var groups = await ListGroups.ReadAsync(read, new ListScope(HttpContext, asked), asked, clock);
        return (await View.ReadAsync(read, HttpContext, req, clock, groups), groups);
    }
}

internal sealed record ListGroupsPageRequest : IPageRequest
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

    /// <inheritdoc cref="ListGroupsRequest.Network"/>
    /// <example>euronpud</example>
    [ContractName("GroupsNetwork")]
    public string? Network { get; init; }

    /// <inheritdoc cref="ListGroupsRequest.Standing"/>
    [ContractName("GroupsStanding")]
    public string? Standing { get; init; }

    /// <inheritdoc cref="ListGroupsRequest.Country"/>
    /// <example>ES</example>
    [ContractName("GroupsCountry")]
    public string? Country { get; init; }

    /// <inheritdoc cref="ListGroupsRequest.Region"/>
    /// <example>150</example>
    [ContractName("GroupsRegion")]
    public string? Region { get; init; }

    /// <inheritdoc cref="ListGroupsRequest.Type"/>
    [ContractName("GroupsType")]
    public string? Type { get; init; }

    /// <inheritdoc cref="ListGroupsRequest.Scope"/>
    [ContractName("GroupsScope")]
    public string? Scope { get; init; }

    /// <inheritdoc cref="ListGroupsRequest.Q"/>
    /// <example>catnpud</example>
    [ContractName("GroupsQ")]
    public string? Q { get; init; }

    /// <inheritdoc cref="ListGroupsRequest.Sort"/>
    /// <example>country</example>
    [ContractName("GroupsSort")]
    public string? Sort { get; init; }
}

internal sealed class ListGroupsPageValidator : Validator<ListGroupsPageRequest>
{
    public ListGroupsPageValidator()
    {
        this.PageRules();
        RuleFor(x => x.Certainty).OneOf("certain", "possible");
        RuleFor(x => x.Standing).OneOf([.. Kebab.Names<NetworkStanding>(), "any"]);
        RuleFor(x => x.Type).OneOf(Kebab.Names<GroupType>());
        RuleFor(x => x.Scope).OneOf(Kebab.Names<GroupScope>());
        RuleFor(x => x.Q).HasALetter();
        RuleFor(x => x.Sort).OneOf("name", "-name", "country", "-country");
    }
}
