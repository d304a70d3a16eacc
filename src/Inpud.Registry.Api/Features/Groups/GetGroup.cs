using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>One group</summary>
/// <remarks>
/// The answer for a group that is not public is exactly the answer for a group that does not exist. The <c>Content-Location</c> header has the readable address of the group.
/// </remarks>
internal sealed class GetGroup(Database database, TimeProvider clock) : Endpoint<GetGroupRequest, GroupDetails>
{
    public override void Configure() => Get("/v1/groups/{group}");

    public override async Task<GroupDetails> ExecuteAsync(GetGroupRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        var group =
            await GroupDetailsSql.FindOrNullAsync(read, req.Group, AskedDay.Of(req, clock).Text)
            ?? throw ProblemException.NoSuchRecord("group", req.Group, "slug or id");
        HttpContext.Response.Headers.ContentLocation = PublicAddress.Link(
            $"/v1/groups/{group.Slug ?? group.Id}{HttpContext.Request.QueryString}"
        );
        return group;
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
