using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>The record of a network's headquarters, for its stewards</summary>
internal sealed class GetHeadquartersRecord(Database database) : Endpoint<GetHeadquartersRecordRequest, HeadquartersRecord>, IForStewards
{
    public override void Configure() => Get("/v1/headquarters/{headquarters}/record");

    public override async Task<HeadquartersRecord> ExecuteAsync(GetHeadquartersRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await HeadquartersRecordSql.Kind.FindAsync(read, req.Headquarters, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetHeadquartersRecordRequest
{
    /// <summary>The headquarters's id.</summary>
    /// <example>africanpud-ke</example>
    public string Headquarters { get; init; } = "";
}
