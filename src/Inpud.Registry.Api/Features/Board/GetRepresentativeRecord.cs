using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>The record of a term on the board, for the network's stewards</summary>
internal sealed class GetRepresentativeRecord(Database database)
    : Endpoint<GetRepresentativeRecordRequest, RepresentativeRecord>,
        IForStewards
{
    public override void Configure() => Get("/v1/representatives/{representative}/record");

    public override async Task<RepresentativeRecord> ExecuteAsync(GetRepresentativeRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await RepresentativeRecordSql.Kind.FindAsync(read, req.Representative, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetRepresentativeRecordRequest
{
    /// <summary>The term's id.</summary>
    /// <example>euronpud-john-melhus</example>
    public string Representative { get; init; } = "";
}
