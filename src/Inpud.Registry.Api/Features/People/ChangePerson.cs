using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.People;

/// <summary>Change a person's record</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed.
/// </remarks>
internal sealed class ChangePerson(Database database, PublicLog log) : Endpoint<ChangeRequest<PersonInput>, PersonRecord>, IForStewards
{
    public override void Configure()
    {
        Patch("/v1/people/{id}/record");
        this.IsOn(PersonRecordSql.Kind);
    }

    public override Task HandleAsync(ChangeRequest<PersonInput> req, CancellationToken ct) =>
        RecordOperations.ChangeAsync(HttpContext, database, log, PersonRecordSql.Kind, req, ct);
}
