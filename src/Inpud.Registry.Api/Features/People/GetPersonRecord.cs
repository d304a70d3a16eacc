using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.People;

/// <summary>A person's record, for its stewards</summary>
internal sealed class GetPersonRecord(Database database) : Endpoint<RecordRequest, PersonRecord>, IForStewards
{
    public override void Configure()
    {
        Get("/v1/people/{id}/record");
        this.IsOn(PersonRecordSql.Kind);
    }

    public override async Task<PersonRecord> ExecuteAsync(RecordRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await PersonRecordSql.Kind.FindAsync(read, req.Id, Steward.Of(HttpContext).Key.Scopes);
    }
}
