using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Change or end a term in an office</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. A term ends by an end of its <c>period</c>.
/// </remarks>
internal sealed class ChangeOfficeTerm(Database database, PublicLog log) : Endpoint<ChangeOfficeTermRequest, OfficeTermRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/office-terms/{term}/record");

    public override Task HandleAsync(ChangeOfficeTermRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => OfficeTermRecordSql.Kind.ChangeAsync(write, log, steward, req.Term, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangeOfficeTermRequest : ChangeRequest
{
    /// <summary>The term's id.</summary>
    /// <example>vice-chair-louise-beale-vincent</example>
    public string Term { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(OfficeTermInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeOfficeTermValidator : Validator<ChangeOfficeTermRequest>
{
    public ChangeOfficeTermValidator() => this.WriteRules();
}
