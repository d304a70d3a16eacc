using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>The record of a term in an office, for INPUD's stewards</summary>
internal sealed class GetOfficeTermRecord(Database database) : Endpoint<GetOfficeTermRecordRequest, OfficeTermRecord>, IForStewards
{
    public override void Configure() => Get("/v1/office-terms/{term}/record");

    public override async Task<OfficeTermRecord> ExecuteAsync(GetOfficeTermRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await OfficeTermRecordSql.Kind.FindAsync(read, req.Term, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetOfficeTermRecordRequest
{
    /// <summary>The term's id.</summary>
    /// <example>vice-chair-louise-beale-vincent</example>
    public string Term { get; init; } = "";
}
