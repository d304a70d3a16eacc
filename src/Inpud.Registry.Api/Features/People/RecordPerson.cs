using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.People;

/// <summary>Record a person</summary>
/// <remarks>
/// For stewards. A new person is withheld: the terms that name the person are public without the name. With <c>"visibility": "public"</c> the person is public, too, as long as a public term
/// names the person. Ask the person first, and do not record a person without a public role.
/// </remarks>
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
