using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>One group</summary>
/// <remarks>
/// The answer for a group that is not public is exactly the answer for a group that does not exist. The <c>Content-Location</c> header has the readable address of the group. An
/// address that was made of a former name gets 308 with the address of today.
/// </remarks>
internal sealed class GetGroup(Database database, TimeProvider clock) : Endpoint<GetGroupRequest, GroupDetails>
{
    public override void Configure()
    {
        Get("/v1/groups/{group}");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
        Options(route => route.WithMetadata(new SendsHeader("Content-Location")));
    }

    public override async Task HandleAsync(GetGroupRequest req, CancellationToken ct)
    {
        var (group, isMoved) = await ReadAsync(req);
        var address = $"/v1/groups/{group.Slug ?? group.Id}";
        if (isMoved)
        {
            await Moved.AnswerAsync(HttpContext, address);
            return;
        }

        if (AnswerForm.Of(HttpContext) is { IsHtml: false } && group is { Successors: [], Predecessors: [] })
        {
            HttpContext.Features.Set(new AnswerAbout(group.Id));
        }

        HttpContext.Response.Headers.ContentLocation = PublicAddress.Reference($"{address}{HttpContext.Request.QueryString}");
        await Send.OkAsync(group, ct);
    }

    private async Task<(GroupDetails Group, bool IsMoved)> ReadAsync(GetGroupRequest req)
    {
        await using var read = await database.ReadAsync();
        return await ReadAsync(read, req, clock);
    }

    /// <summary>Finds the group, and says whether the address is a former one. It throws where there is none that is public. The page finds it in the same way.</summary>
    public static async Task<(GroupDetails Group, bool IsMoved)> ReadAsync(ReadSession read, GetGroupRequest req, TimeProvider clock)
    {
        var day = AskedDay.Of(req, clock).Text;
        if (await GroupDetailsSql.FindOrNullAsync(read, req.Group, day) is { } group)
        {
            return (group, false);
        }

        return
            await SlugLookup.FormerGroupOrNullAsync(read, req.Group) is { } id
            && await GroupDetailsSql.FindOrNullAsync(read, id, day) is { } renamed
            ? (renamed, true)
            : throw ProblemException.NoSuchRecord("group", req.Group, "slug or id");
    }
}

internal sealed record GetGroupRequest : IDated
{
    /// <summary>The group's slug. The id finds the group as well.</summary>
    /// <example>vandu</example>
    public string Group { get; init; } = "";

    /// <inheritdoc cref="DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }
}

internal sealed class GetGroupValidator : Validator<GetGroupRequest>
{
    public GetGroupValidator() => RuleFor(x => x.AsOf).IsADayUntilToday(this);
}
