using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>Change or close a network</summary>
/// <remarks>
/// For stewards. A JSON Merge Patch (RFC 7396): fields that are left out stay as they are, fields that are null are emptied; <c>reason</c> is always needed. Lists are replaced whole. A network closes by an end of its <c>period</c>; one with current members cannot.
/// </remarks>
internal sealed class ChangeNetwork(Database database, PublicLog log) : Endpoint<ChangeNetworkRequest, NetworkRecord>, IForStewards
{
    public override void Configure() => Patch("/v1/networks/{network}/record");

    public override Task HandleAsync(ChangeNetworkRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) => NetworkRecordSql.Kind.ChangeAsync(write, log, steward, req.Network, req.IfMatch, req.Body),
            ct
        );
}

internal sealed record ChangeNetworkRequest : ChangeRequest
{
    /// <summary>The network's id.</summary>
    /// <example>inwud</example>
    public string Network { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    [MergePatchOf(typeof(NetworkInput))]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeNetworkValidator : Validator<ChangeNetworkRequest>
{
    public ChangeNetworkValidator() => this.WriteRules();
}
