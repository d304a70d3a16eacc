using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>A claim's record, for the network's stewards</summary>
internal sealed class GetClaimRecord(Database database) : Endpoint<GetClaimRecordRequest, ClaimRecord>, IForStewards
{
    public override void Configure() => Get("/v1/claims/{claim}/record");

    public override async Task<ClaimRecord> ExecuteAsync(GetClaimRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await ClaimRecordSql.Kind.FindAsync(read, req.Claim, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetClaimRecordRequest
{
    /// <summary>The claim's id.</summary>
    /// <example>africanpud-15</example>
    public string Claim { get; init; } = "";
}
