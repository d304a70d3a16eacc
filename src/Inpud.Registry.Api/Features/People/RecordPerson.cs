using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.People;

/// <summary>Record a person</summary>
/// <remarks>For stewards. A person is public for as long as a public term names him or her, and not before. Record nobody who is not in a public role.</remarks>
internal sealed class RecordPerson(Database database, PublicLog log) : Endpoint<CreateRequest<PersonInput>, PersonRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/people");
        this.Creates();
    }

    public override Task HandleAsync(CreateRequest<PersonInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, PersonRecordSql.Kind, req, ct);
}
