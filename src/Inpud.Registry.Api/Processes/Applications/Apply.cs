using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Clients;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Microsoft.AspNetCore.Mvc;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Apply for membership of a network</summary>
/// <remarks>
/// For groups, which need no key. Only the network's stewards see the application, and no part of it is ever public. The answer has a link, by which you follow and change the
/// application. The registry shows the link once. It takes only a few applications an hour from one address, and lets only some from one address wait at once. A dry run and a mistaken
/// application do not count among them. They have a larger limit of their own. The link in the answer to a dry run leads nowhere.
/// </remarks>
internal sealed class Apply(Database database, QueueShares shares, ApplicationPermits permits)
    : Endpoint<ApplyRequest, ReceivedApplication>,
        IForApplicants
{
    private const int LargestBody = 16 * 1024;

    public override void Configure()
    {
        Post("/v1/applications");
        AllowAnonymous();
        Description(route => route.Produces(StatusCodes.Status201Created));
        Options(route => route.WithMetadata(new RequestSizeLimitAttribute(LargestBody), new TakesPermit(), new CountsTries()));
    }

    public override async Task HandleAsync(ApplyRequest req, CancellationToken ct)
    {
        var isDryRun = req.DryRun == "true";
        var answer = await WriteAsync(req, isDryRun, ct);
        // The answer is kept for a retry without the path of today.
        var shown = answer with
        {
            Link = PublicAddress.Link(answer.Link),
        };
        var written = isDryRun
            ? new Written<ReceivedApplication>(StatusCodes.Status200OK, shown, Location: null)
            : new Written<ReceivedApplication>(StatusCodes.Status201Created, shown, answer.Link);
        await Write.AnswerAsync(HttpContext, written, answer.Application.Tag, ct);
    }

    /// <summary>Records the application, unless an earlier request with the Idempotency-Key did. The link of a dry run leads nowhere.</summary>
    private async Task<ReceivedApplication> WriteAsync(ApplyRequest req, bool isDryRun, CancellationToken ct)
    {
        var hash = Write.HashOf(HttpContext, req.Body);
        await using var write = await database.WriteAsync(ct);
        if (req.IdempotencyKey is { } repeated && await SealedAnswer.FindOrNullAsync(write, repeated, hash) is { } first)
        {
            return first;
        }

        var input = await ApplicationWrite.CheckAsync(write, req.Body);
        await shares.CheckAsync(write, input.Network, HttpContext);
        var (id, link) = await ApplicationRecordSql.AddAsync(write, input);
        var status = ApplicationRecordSql.StatusOf(await ApplicationRecordSql.FindByLinkAsync(write, link));
        await ApplicationWrite.RecordAsync(write, "applicant", id, "create", before: null, status, "The group applied.");
        var answer = new ReceivedApplication
        {
            Link = $"/v1/applications/{(isDryRun ? new string('x', link.Length) : link)}",
            Application = status,
        };
        if (isDryRun)
        {
            return answer;
        }

        if (req.IdempotencyKey is { } key)
        {
            await SealedAnswer.AddAsync(write, key, hash, answer);
        }

        // The permit is taken last, when nothing can refuse the application any more.
        if (!permits.Take(HttpContext))
        {
            throw new ProblemException(
                ProblemKind.TooManyRequests,
                "The service has taken the last application of this hour from your address. Try again in an hour."
            );
        }

        await write.CommitAsync(ct);
        shares.Note(id, input.Network, HttpContext);
        return answer;
    }
}

internal sealed record ApplyRequest
{
    /// <inheritdoc cref="Http.Writes.WriteRequest.DryRun"/>
    /// <example>true</example>
    public string? DryRun { get; init; }

    /// <summary>
    /// A text that nobody can guess, such as a UUID. If you send the same application with it again within a day, you get the first answer, with its link, and the registry records nothing
    /// more. Keep it as safe as the link.
    /// </summary>
    [FastEndpoints.FromHeader("Idempotency-Key", IsRequired = false)]
    public string? IdempotencyKey { get; init; }

    /// <summary>The facts that the group states about itself.</summary>
    [FastEndpoints.FromBody]
    public ApplicationInput Body { get; init; } = null!;
}

internal sealed class ApplyValidator : Validator<ApplyRequest>
{
    public ApplyValidator()
    {
        RuleFor(x => x.DryRun).OneOf("true", "false");
        // A short one could be guessed, and the answer holds the link.
        RuleFor(x => x.IdempotencyKey)
            .Length(22, 200)
            .WithErrorCode("wrong-length")
            .WithMessage(
                "The Idempotency-Key of an application has 22 to 200 characters, so that nobody guesses it. Send a UUID, for example."
            );
    }
}
