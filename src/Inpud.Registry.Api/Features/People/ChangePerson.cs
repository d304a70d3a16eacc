using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.People;

/// <summary>Change a person's record</summary>
/// <remarks>
/// For stewards. The body is a JSON Merge Patch (RFC 7396): a field that is left out stays as it is, a field that is null is emptied. <c>reason</c> is always required.
/// To withhold a person holds at once: the feed says that the person was withdrawn, and shows the person's terms again without the name.
/// A change of the name says <c>since</c> when it holds, or that it is a <c>correction</c>: then nothing stays of the former name.
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
