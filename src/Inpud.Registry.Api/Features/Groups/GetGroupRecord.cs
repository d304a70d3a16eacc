using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>A group's record, for its stewards</summary>
/// <remarks>The group as it is kept, private or not, with its consents. A key that covers none of its networks gets the answer that there is no such group.</remarks>
internal sealed class GetGroupRecord(Database database) : Endpoint<GetGroupRecordRequest, GroupRecord>, IForStewards
{
    public override void Configure() => Get("/v1/groups/{group}/record");

    public override async Task<GroupRecord> ExecuteAsync(GetGroupRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await GroupRecordSql.Kind.FindAsync(read, req.Group, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetGroupRecordRequest
{
    /// <summary>The group's id.</summary>
    /// <example>vandu</example>
    public string Group { get; init; } = "";
}
