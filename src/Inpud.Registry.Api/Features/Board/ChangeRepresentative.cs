using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Change or end a term on the board</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A term ends by an end of its <c>period</c>.
/// </remarks>
internal sealed class ChangeRepresentative(Database database, PublicLog log)
    : Endpoint<ChangeRepresentativeRequest, RepresentativeRecord>,
        IForStewards
{
    public override void Configure() => Patch("/v1/representatives/{representative}/record");

    public override Task HandleAsync(ChangeRepresentativeRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => RepresentativeRecordSql.Kind.ChangeAsync(write, log, steward, req.Representative, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangeRepresentativeRequest : ChangeRequest
{
    /// <summary>The term's id.</summary>
    /// <example>euronpud-john-melhus</example>
    public string Representative { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(RepresentativeInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeRepresentativeValidator : Validator<ChangeRepresentativeRequest>
{
    public ChangeRepresentativeValidator() => this.WriteRules();
}
