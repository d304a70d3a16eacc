using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.People;

/// <summary>Record a person</summary>
/// <remarks>For stewards. A person is public for as long as a public term names him or her, and not before. Record nobody who is not in a public role.</remarks>
internal sealed class RecordPerson(Database database, PublicLog log) : Endpoint<RecordPersonRequest, PersonRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/people");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(RecordPersonRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                return await PersonRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("person", req.Body.Name),
                    owner: null,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record RecordPersonRequest : WriteRequest
{
    /// <summary>What is recorded.</summary>
    [FromBody]
    public PersonInput Body { get; init; } = null!;
}

internal sealed class RecordPersonValidator : Validator<RecordPersonRequest>
{
    public RecordPersonValidator() => this.WriteRules();
}
