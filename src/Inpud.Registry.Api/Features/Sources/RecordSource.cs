using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>Record a source</summary>
/// <remarks>For stewards. A source is public for as long as something public cites it, and not before. The registry makes the id.</remarks>
internal sealed class RecordSource(Database database, PublicLog log) : Endpoint<RecordSourceRequest, SourceRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/sources");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(RecordSourceRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                return await SourceRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("source", req.Body.Title),
                    owner: null,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record RecordSourceRequest : WriteRequest
{
    /// <summary>What is recorded.</summary>
    [FromBody]
    public SourceInput Body { get; init; } = null!;
}

internal sealed class RecordSourceValidator : Validator<RecordSourceRequest>
{
    public RecordSourceValidator() => this.WriteRules();
}
