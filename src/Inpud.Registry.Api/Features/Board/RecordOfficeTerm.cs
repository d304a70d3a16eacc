using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Record who holds an office of the board</summary>
/// <remarks>
/// For INPUD's stewards. The person must represent a network on the board for the same time. Where <c>person</c> is null, the record says that the office was seen to be vacant.
/// </remarks>
internal sealed class RecordOfficeTerm(Database database, PublicLog log)
    : Endpoint<RecordOfficeTermRequest, OfficeTermRecord>,
        IForInpudsStewards
{
    public override void Configure()
    {
        Post("/v1/board/offices/{office}/terms");
        this.Creates();
    }

    public override Task HandleAsync(RecordOfficeTermRequest req, CancellationToken ct) =>
        RecordOperations.CreateAsync(HttpContext, database, log, OfficeTermRecordSql.Kind, req, ct);
}

internal sealed record RecordOfficeTermRequest : NewRecordRequest<OfficeTermInput>
{
    /// <summary>The office's id.</summary>
    /// <example>vice-chair</example>
    public string Office { get; init; } = "";

    public override string? Owner => Office;
}
