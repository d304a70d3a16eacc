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
/// For groups; no key is needed. The network's stewards alone see the application, and nothing of it is ever public. The answer has a link by which you follow it and change it:
/// it is told once. A few applications an hour are taken from one address.
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
        await using var write = await database.WriteAsync(ct);
        var input = await ApplicationWrite.CheckAsync(write, req.Body);
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
        if (req.DryRun == "true")
        {
            var nowhere = new string('x', link.Length);
            await AnswerAsync(StatusCodes.Status200OK, nowhere, status, location: null, ct);
            return;
        }

        await write.CommitAsync(ct);
        await AnswerAsync(StatusCodes.Status201Created, link, status, $"/v1/applications/{link}", ct);
    }

    private Task AnswerAsync(int code, string link, ApplicationStatus status, string? location, CancellationToken ct)
    {
        var answer = new ReceivedApplication { Link = $"/v1/applications/{link}", Application = status };
        return Write.AnswerAsync(HttpContext, new Written<ReceivedApplication>(code, answer, location), status.Tag, ct);
    }
}

internal sealed record ApplyRequest
{
    /// <summary>With <c>true</c> the answer tells what would happen, and nothing is written; the link in it leads nowhere.</summary>
    public string? DryRun { get; init; }

    /// <summary>What the group states of itself.</summary>
    [FastEndpoints.FromBody]
    public ApplicationInput Body { get; init; } = null!;
}

internal sealed class ApplyValidator : Validator<ApplyRequest>
{
    public ApplyValidator() => RuleFor(x => x.DryRun).OneOf("true", "false");
}
