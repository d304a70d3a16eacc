using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>A count of individuals, for the network's stewards</summary>
internal sealed class GetIndividualCountRecord(Database database)
    : Endpoint<GetIndividualCountRecordRequest, IndividualCountRecord>,
        IForStewards
{
    public override void Configure() => Get("/v1/individuals/{count}/record");

    public override async Task<IndividualCountRecord> ExecuteAsync(GetIndividualCountRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await IndividualCountRecordSql.Kind.FindAsync(read, req.Count, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetIndividualCountRecordRequest
{
    /// <summary>The count's id.</summary>
    /// <example>africanpud-ke-7mk2qx</example>
    public string Count { get; init; } = "";
}
