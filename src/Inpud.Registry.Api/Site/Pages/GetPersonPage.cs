using FastEndpoints;
using Inpud.Registry.Api.Features.People;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Frame;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>The page of a person</summary>
/// <remarks>The same as `/v1/people/{person}`, for people: as HTML, with its sources. Each figure says where in the API it stands (`data-from`), and leads to the rows that it counts.</remarks>
internal sealed class GetPersonPage(Database database, TimeProvider clock, PageRenderer renderer) : Endpoint<GetPersonPageRequest, HtmlPage>
{
    public override void Configure()
    {
        Get("/people/{person}");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
    }

    public override async Task HandleAsync(GetPersonPageRequest req, CancellationToken ct)
    {
        var (view, person, isMoved) = await ReadAsync(req);
        var path = $"/people/{person.Slug ?? person.Id}";
        if (isMoved)
        {
            await Moved.AnswerAsync(HttpContext, path);
            return;
        }

        var head = new PageHead(person.Name, person.Roles is [var role, ..] ? role.Name : null, path)
        {
            Data = $"/v1{path}",
            LinkedData = person.ToLinkedData(),
        };
        await Send.OkAsync(await renderer.RenderAsync(view, head, PersonPage.Of(view, person)), ct);
    }

    private async Task<(View View, PersonDetails Person, bool IsMoved)> ReadAsync(GetPersonPageRequest req)
    {
        await using var read = await database.ReadAsync();
        var (person, isMoved) = await GetPerson.ReadAsync(read, new GetPersonRequest { Person = req.Person, AsOf = req.AsOf }, clock);
        return (await View.ReadAsync(read, HttpContext, req, clock, person), person, isMoved);
    }
}

internal sealed record GetPersonPageRequest : IPageRequest
{
    /// <inheritdoc cref="Features.People.GetPersonRequest.Person"/>
    /// <example>olga-szubert</example>
    public string Person { get; init; } = "";

    /// <inheritdoc cref="Http.Requests.DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <inheritdoc cref="Entry.GetEntryRequest.Lang"/>
    /// <example>en</example>
    [ContractName("PageLang")]
    public string? Lang { get; init; }
}

internal sealed class GetPersonPageValidator : Validator<GetPersonPageRequest>
{
    public GetPersonPageValidator() => this.PageRules();
}
