using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.People;

/// <summary>A person's record, for its stewards</summary>
internal sealed class GetPersonRecord(Database database) : Endpoint<GetPersonRecordRequest, PersonRecord>, IForStewards
{
    public override void Configure() => Get("/v1/people/{person}/record");

    public override async Task<PersonRecord> ExecuteAsync(GetPersonRecordRequest req, CancellationToken ct)
    {
        await using var read = database.Read();
        return await PersonRecordSql.Kind.FindAsync(read, req.Person, Steward.Of(HttpContext).Key.Scopes);
    }
}

internal sealed record GetPersonRecordRequest
{
    /// <summary>The person's id.</summary>
    /// <example>anton-basenko</example>
    public string Person { get; init; } = "";
}
