using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.People;

/// <summary>Change a person's record</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed.
/// </remarks>
internal sealed class ChangePerson(Database database, PublicLog log) : Endpoint<ChangePersonRequest, PersonRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/people/{person}/record");

    public override Task HandleAsync(ChangePersonRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => PersonRecordSql.Kind.ChangeAsync(write, log, steward, req.Person, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangePersonRequest : ChangeRequest
{
    /// <summary>The person's id.</summary>
    /// <example>anton-basenko</example>
    public string Person { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(PersonInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangePersonValidator : Validator<ChangePersonRequest>
{
    public ChangePersonValidator() => this.WriteRules();
}
