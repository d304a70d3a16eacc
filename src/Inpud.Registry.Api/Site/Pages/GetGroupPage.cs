using FastEndpoints;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>The page of a group</summary>
/// <remarks>The same as `/v1/groups/{group}`, for people: as HTML, with its sources. Each figure says where in the API it stands (`data-from`), and leads to the rows that it counts.</remarks>
internal sealed class GetGroupPage(Database database, TimeProvider clock, PageRenderer renderer) : Endpoint<GetGroupPageRequest, HtmlPage>
{
    public override void Configure()
    {
        Get("/groups/{group}");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
    }

    public override async Task HandleAsync(GetGroupPageRequest req, CancellationToken ct)
    {
        var (view, group, isMoved) = await ReadAsync(req);
        var path = $"/groups/{group.Slug ?? group.Id}";
        if (isMoved)
        {
            await Moved.AnswerAsync(HttpContext, path);
            return;
        }

        var head = new PageHead(group.Name, view.Place(group.Place, group.Country), path)
        {
            Data = $"/v1{path}",
            LinkedData = group.ToLinkedData(),
        };
        await Send.OkAsync(await renderer.RenderAsync(view, head, GroupPage.Of(view, group)), ct);
    }

    private async Task<(View View, GroupDetails Group, bool IsMoved)> ReadAsync(GetGroupPageRequest req)
    {
        await using var read = await database.ReadAsync();
        var (group, isMoved) = await GetGroup.ReadAsync(read, new GetGroupRequest { Group = req.Group, AsOf = req.AsOf }, clock);
        return (await View.ReadAsync(read, HttpContext, req, clock, group), group, isMoved);
    }
}

internal sealed record GetGroupPageRequest : IPageRequest
{
    /// <inheritdoc cref="Features.Groups.GetGroupRequest.Group"/>
    /// <example>vandu</example>
    public string Group { get; init; } = "";

    /// <inheritdoc cref="Http.Requests.DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="Entry.GetEntryRequest.Lang"/>
    /// <example>en</example>
    [ContractName("PageLang")]
    public string? Lang { get; init; }
}

internal sealed class GetGroupPageValidator : Validator<GetGroupPageRequest>
{
    public GetGroupPageValidator() => this.PageRules();
}
