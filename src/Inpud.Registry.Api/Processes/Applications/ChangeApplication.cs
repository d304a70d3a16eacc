using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Clients;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Change an application</summary>
/// <remarks>
/// The group uses its link, while the application waits or after the network returned it. The body is a JSON Merge Patch (RFC 7396). A returned application then waits again.
/// </remarks>
internal sealed class ChangeApplication(Database database) : Endpoint<ChangeApplicationRequest, ApplicationStatus>, IForApplicants
{
    public override void Configure()
    {
        Patch("/v1/applications/{link}");
        AllowAnonymous();
        Options(route => route.WithMetadata(new CountsTries()));
    }

    public override async Task HandleAsync(ChangeApplicationRequest req, CancellationToken ct)
    {
        var after = await WriteAsync(req, ct);
        await Write.AnswerAsync(HttpContext, new Written<ApplicationStatus>(StatusCodes.Status200OK, after, Location: null), tag: null, ct);
    }

    private async Task<ApplicationStatus> WriteAsync(ChangeApplicationRequest req, CancellationToken ct)
    {
        await using var write = await database.WriteAsync(ct);
        var row = await ApplicationRecordSql.FindByLinkAsync(write, req.Link);
        var before = ApplicationRecordSql.StatusOf(row);
        RecordTag.Require(req.IfMatch, before);
        if (before.State is ApplicationState.Accepted or ApplicationState.Refused)
        {
            throw new ProblemException(ProblemKind.Conflict, "The network has decided on the application: it does not change any more.");
        }

        var input = await ApplicationWrite.CheckAsync(write, MergePatch.Apply<ApplicationInput>(before, req.Body));
        if (input.Network != before.Network)
        {
            throw BodyRules.Mistake("network", "cannot-change", "An application stays one to its network. Apply to the other network.");
        }

        await ApplicationRecordSql.RestateAsync(write, row.Id, input);
        var after = ApplicationRecordSql.StatusOf(await ApplicationRecordSql.FindByLinkAsync(write, req.Link));
        await ApplicationWrite.RecordAsync(write, "applicant", row.Id, "change", before, after, "The group changed its application.");
        if (req.DryRun != "true")
        {
            await write.CommitAsync(ct);
        }

        return after;
    }
}

internal sealed record ChangeApplicationRequest : IMergePatchOf<ApplicationInput>
{
    /// <inheritdoc cref="Http.Writes.WriteRequest.DryRun"/>
    /// <example>true</example>
    public string? DryRun { get; init; }

    /// <inheritdoc cref="Http.Writes.ChangeRequest.IfMatch"/>
    [FromHeader("If-Match", IsRequired = false)]
    public string? IfMatch { get; init; }

    /// <inheritdoc cref="GetApplicationStatusRequest.Link"/>
    /// <example>kq3TzvYy0P2dN8sWxL5mJ7hF4bC1aE6gR9uV0iO2nQw</example>
    public string Link { get; init; } = "";

    /// <summary>The fields that change.</summary>
    [FromBody]
    public JsonObject Body { get; init; } = null!;
}

internal sealed class ChangeApplicationValidator : Validator<ChangeApplicationRequest>
{
    public ChangeApplicationValidator() => RuleFor(x => x.DryRun).OneOf("true", "false");
}
