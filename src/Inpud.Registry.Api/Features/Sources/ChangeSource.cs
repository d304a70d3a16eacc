using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>Change a source</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required.
/// </remarks>
internal sealed class ChangeSource(Database database, PublicLog log) : Endpoint<ChangeRequest<SourceInput>, SourceRecord>, IForStewards
{
    public override void Configure()
    {
        Patch("/v1/sources/{id}/record");
        this.IsOn(SourceRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<SourceInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, SourceRecordSql.Kind, req, ct);
}
