using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Change or end the record of a network's headquarters</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required. Where
/// headquarters moved, set the end of their <c>period</c>.
/// </remarks>
internal sealed class ChangeHeadquarters(Database database, PublicLog log)
    : Endpoint<ChangeRequest<HeadquartersInput>, HeadquartersRecord>,
        IForStewards
{
    public override void Configure()
    {
        Patch("/v1/headquarters/{id}/record");
        this.IsOn(HeadquartersRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<HeadquartersInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, HeadquartersRecordSql.Kind, req, ct);
}
