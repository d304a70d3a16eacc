using FastEndpoints;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>One group</summary>
/// <remarks>The answer for a group that is not public is exactly the answer for a group that does not exist.</remarks>
internal sealed class GetGroup(Database database, TimeProvider clock) : Endpoint<GetGroupRequest, GroupDetails>
{
    public override void Configure() => Get("/v1/groups/{group}");

    public override async Task<GroupDetails> ExecuteAsync(GetGroupRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await GroupDetailsSql.FindOrNullAsync(read, req.Group, AskedDay.Of(req, clock).Text)
            ?? throw ProblemException.NoSuchRecord("group", req.Group);
    }
}

internal sealed record GetGroupRequest : IDated
{
    /// <summary>The group's id.</summary>
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
