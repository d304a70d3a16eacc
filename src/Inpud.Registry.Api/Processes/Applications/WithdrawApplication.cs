using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Clients;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Retention;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Withdraw an application</summary>
/// <remarks>
/// The group uses its link. What it stated is erased, out of the history and the file as well, and the link leads nowhere from then on. Where the network has accepted the application, the
/// group has a record: ask the network, or INPUD, to hide or erase it.
/// </remarks>
internal sealed class WithdrawApplication(Database database) : Endpoint<WithdrawApplicationRequest, WithdrawnApplication>, IForApplicants
{
    public override void Configure()
    {
        Post("/v1/applications/{link}/withdrawal");
        AllowAnonymous();
        Options(route => route.WithMetadata(new CountsTries()));
    }

    public override async Task HandleAsync(WithdrawApplicationRequest req, CancellationToken ct)
    {
        var withdrawn = await WriteAsync(req, ct);
        await database.PurgeAsync(ct);
        await Write.AnswerAsync(
            HttpContext,
            new Written<WithdrawnApplication>(StatusCodes.Status200OK, withdrawn, Location: null),
            tag: null,
            ct
        );
    }

    private async Task<WithdrawnApplication> WriteAsync(WithdrawApplicationRequest req, CancellationToken ct)
    {
        await using var write = await database.WriteAsync(ct);
        var row = await ApplicationRecordSql.FindByLinkAsync(write, req.Link);
        if (ApplicationRecordSql.StatusOf(row).State == ApplicationState.Accepted)
        {
            throw new ProblemException(
                ProblemKind.Conflict,
                "The network has accepted the application, and the group has a record. Ask the network, or INPUD, to hide or erase the record."
            );
        }

        await ApplicationErasure.EraseAsync(write, row.Id);
        await write.RecordAsync(
            new Change(write.Now, "applicant", "withdraw", "applications", row.Id, null, null, "The group withdrew its application.")
        );
        await write.CommitAsync(ct);
        return new WithdrawnApplication { Withdrawn = write.Now };
    }
}

internal sealed record WithdrawApplicationRequest
{
    /// <inheritdoc cref="GetApplicationStatusRequest.Link"/>
    /// <example>kq3TzvYy0P2dN8sWxL5mJ7hF4bC1aE6gR9uV0iO2nQw</example>
    public string Link { get; init; } = "";
}

/// <summary>That an application was withdrawn.</summary>
internal sealed record WithdrawnApplication
{
    /// <summary>When it was withdrawn.</summary>
    public required DateTimeOffset Withdrawn { get; init; }
}
