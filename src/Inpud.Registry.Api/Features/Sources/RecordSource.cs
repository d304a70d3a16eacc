using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Sources;

/// <summary>Record a source</summary>
/// <remarks>For stewards. A source is public only as long as a public record cites it. The registry makes the id.</remarks>
internal sealed class RecordSource(Database database, PublicLog log) : Endpoint<CreateRequest<SourceInput>, SourceRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/sources");
        this.Creates();
    }

    public override Task HandleAsync(CreateRequest<SourceInput> req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, SourceRecordSql.Kind, req, ct);
}
