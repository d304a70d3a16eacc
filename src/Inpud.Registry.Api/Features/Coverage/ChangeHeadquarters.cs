using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>Change or end the record of a network's headquarters</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. Headquarters that moved end by an end of their <c>period</c>.
/// </remarks>
internal sealed class ChangeHeadquarters(Database database, PublicLog log)
    : Endpoint<ChangeHeadquartersRequest, HeadquartersRecord>,
        IForStewards
{
    public override void Configure() => Patch("/v1/headquarters/{headquarters}/record");

    public override Task HandleAsync(ChangeHeadquartersRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => HeadquartersRecordSql.Kind.ChangeAsync(write, log, steward, req.Headquarters, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangeHeadquartersRequest : ChangeRequest
{
    /// <summary>The headquarters's id.</summary>
    /// <example>africanpud-ke</example>
    public string Headquarters { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(HeadquartersInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeHeadquartersValidator : Validator<ChangeHeadquartersRequest>
{
    public ChangeHeadquartersValidator() => this.WriteRules();
}
