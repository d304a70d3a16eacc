using FastEndpoints;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Apply for membership of a network</summary>
/// <remarks>
/// For groups, which need no key. Only the network's stewards see the application, and no part of it is ever public. The answer has a link, by which you follow and change the
/// application. The registry shows the link once. It takes only a few applications an hour from one address.
/// </remarks>
internal sealed class Apply(Database database) : Endpoint<ApplyRequest, ReceivedApplication>, IForApplicants
{
    private const int LargestBody = 16 * 1024;
    private const int LongestQueue = 500;

    public override void Configure()
    {
        Post("/v1/applications");
        AllowAnonymous();
        Description(route => route.Produces(StatusCodes.Status201Created));
        Options(route => route.WithMetadata(new RequestSizeLimitAttribute(LargestBody)).RequireRateLimiting(RateLimits.Applications));
    }

    public override async Task HandleAsync(ApplyRequest req, CancellationToken ct)
    {
        var isDryRun = req.DryRun == "true";
        var (link, status) = await WriteAsync(req.Body, isDryRun, ct);
        var answer = new ReceivedApplication { Link = $"/v1/applications/{link}", Application = status };
        var written = isDryRun
            ? new Written<ReceivedApplication>(StatusCodes.Status200OK, answer, Location: null)
            : new Written<ReceivedApplication>(StatusCodes.Status201Created, answer, answer.Link);
        await Write.AnswerAsync(HttpContext, written, status.Tag, ct);
    }

    /// <summary>Gives the secret of the link, and the application. The link of a dry run leads nowhere.</summary>
    private async Task<(string Link, ApplicationStatus Status)> WriteAsync(ApplicationInput body, bool isDryRun, CancellationToken ct)
    {
        await using var write = await database.WriteAsync(ct);
        var input = await ApplicationWrite.CheckAsync(write, body);
        if (await ApplicationRecordSql.WaitingAsync(write, input.Network) >= LongestQueue)
        {
            throw new ProblemException(
                ProblemKind.TooManyRequests,
                "The network has more applications before it than it can look at. Try again in a few days."
            );
        }

        var (id, link) = await ApplicationRecordSql.AddAsync(write, input);
        var status = ApplicationRecordSql.StatusOf(await ApplicationRecordSql.FindByLinkAsync(write, link));
        await ApplicationWrite.RecordAsync(write, "applicant", id, "create", before: null, status, "The group applied.");
        if (isDryRun)
        {
            return (new string('x', link.Length), status);
        }

        await write.CommitAsync(ct);
        return (link, status);
    }
}

internal sealed record ApplyRequest
{
    /// <summary>With <c>true</c> the answer says what would happen, and the registry writes nothing. The link in the answer leads nowhere.</summary>
    public string? DryRun { get; init; }

    /// <summary>The facts that the group states about itself.</summary>
    [FastEndpoints.FromBody]
    public ApplicationInput Body { get; init; } = null!;
}

internal sealed class ApplyValidator : Validator<ApplyRequest>
{
    public ApplyValidator() => RuleFor(x => x.DryRun).OneOf("true", "false");
}
