using System.Text.Json;
using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group's history, for its stewards</summary>
/// <remarks>Who changed what, when and why, the latest first: the whole record before and after each change.</remarks>
internal sealed class ListGroupHistory(Database database) : Endpoint<ListGroupHistoryRequest, GroupHistory>, IForStewards
{
    public override void Configure() => Get("/v1/groups/{group}/history");

    public override async Task<GroupHistory> ExecuteAsync(ListGroupHistoryRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        if (await GroupRecordSql.FindOrNullAsync(read, req.Group, Steward.Of(HttpContext).Key.Scopes) is null)
        {
            throw ProblemException.NoSuchRecord("group", req.Group);
        }

        return new GroupHistory { Items = await GroupHistoryRecordSql.ListAsync(read, req.Group) };
    }
}

internal sealed record ListGroupHistoryRequest
{
    /// <summary>The group's id.</summary>
    /// <example>vandu</example>
    public string Group { get; init; } = "";
}

/// <summary>What happened to a group's record.</summary>
internal sealed record GroupHistory : IPassingAnswer
{
    /// <summary>The changes, the latest first. The shipped data came in one change of the whole registry, which stands in no group's history.</summary>
    public required IReadOnlyList<GroupHistoryEntry> Items { get; init; }
}

/// <summary>One change.</summary>
internal sealed record GroupHistoryEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: the label of the key.</summary>
    /// <example>EuroNPUD steward</example>
    public required string Actor { get; init; }

    /// <summary>What was done: <c>create</c>, <c>change</c> or <c>withdraw</c>.</summary>
    /// <example>change</example>
    public required string Action { get; init; }

    /// <summary>Why, in the steward's words.</summary>
    /// <example>The group wrote to us.</example>
    public required string Reason { get; init; }

    /// <summary>The record before; null where there was none.</summary>
    public required JsonElement? Before { get; init; }

    /// <summary>The record after.</summary>
    public required JsonElement? After { get; init; }
}
