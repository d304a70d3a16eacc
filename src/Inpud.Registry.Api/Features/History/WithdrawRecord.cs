using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.History;

/// <summary>Withdraw a record that was entered by mistake</summary>
/// <remarks>
/// For the stewards of a record of any kind. From then on, the public sees it nowhere, and only its stewards can read it and its history. Do not withdraw a fact that was true and
/// no longer is: set the end of its period. INPUD alone withdraws a source, since records that its keeper does not see can cite it, and a network, as it alone closes one.
/// </remarks>
internal sealed class WithdrawRecord(Database database, PublicLog log, IEnumerable<IRecordKind> kinds)
    : Endpoint<WithdrawRecordRequest, WithdrawnRecord>,
        IForStewards
{
    public override void Configure()
    {
        Post("/v1/{resource}/{id}/withdrawal");
        Options(route => route.WithMetadata(new Callers("stewards of whoever keeps the record")));
    }

    public override Task HandleAsync(WithdrawRecordRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                BodyRules.Check(req.Body);
                var kind =
                    kinds.FirstOrDefault(kind => kind.Resource == req.Resource)
                    ?? throw ProblemException.NoSuchRecord("resource", req.Resource);
                var record = await kind.WithdrawAsync(write, log, steward, req.Id, req.IfMatch, req.Body.Reason, req.Body.MergedInto);
                return new Written<WithdrawnRecord>(
                    StatusCodes.Status200OK,
                    new WithdrawnRecord
                    {
                        Resource = kind.Resource,
                        Id = record.Id,
                        Withdrawn = record.Withdrawn!.Value,
                    },
                    Location: null
                );
            },
            ct
        );
}

internal sealed record WithdrawRecordRequest : ChangeRequest
{
    /// <summary>The kind of record: <c>groups</c>, <c>networks</c>, <c>memberships</c>, <c>individuals</c>, <c>claims</c>, <c>headquarters</c>, <c>representatives</c>,
    /// <c>office-terms</c>, <c>posts</c>, <c>post-terms</c>, <c>people</c>, <c>sources</c>, <c>milestones</c>, <c>documents</c> or <c>partners</c>.</summary>
    /// <example>claims</example>
    public string Resource { get; init; } = "";

    /// <summary>The record's id.</summary>
    /// <example>africanpud-15</example>
    public string Id { get; init; } = "";

    /// <summary>The reason.</summary>
    [FromBody]
    public WithdrawalInput Body { get; init; } = null!;
}

/// <summary>Why a record is withdrawn.</summary>
internal sealed record WithdrawalInput : ICheckedBody
{
    /// <summary>Why the record was a mistake. Only stewards see it, in the history.</summary>
    /// <example>Entered twice.</example>
    public required string Reason { get; init; }

    /// <summary>
    /// The id of the record that stays, where this one is a duplicate of it; null otherwise. The public addresses of this one lead to it from then on (308). Groups, networks and people can be
    /// merged so.
    /// </summary>
    public string? MergedInto { get; init; }

    public static IValidator Rules { get; } = new WithdrawalInputRules();
}

internal sealed class WithdrawalInputRules : AbstractValidator<WithdrawalInput>
{
    public WithdrawalInputRules()
    {
        RuleFor(x => x.Reason).IsText(500);
        RuleFor(x => x.MergedInto).IsText(200);
    }
}

/// <summary>A record that was withdrawn.</summary>
internal sealed record WithdrawnRecord
{
    /// <summary>The kind of record.</summary>
    /// <example>claims</example>
    public required string Resource { get; init; }

    /// <summary>The record's id.</summary>
    /// <example>africanpud-15</example>
    public required string Id { get; init; }

    /// <summary>When it was withdrawn.</summary>
    public required DateTimeOffset Withdrawn { get; init; }
}
