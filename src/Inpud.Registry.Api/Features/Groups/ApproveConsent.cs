using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Approve a group's consent with a second key</summary>
/// <remarks>
/// For stewards, where the service asks for two keys to publish a group (see the rule <c>publishing-needs-two-keys</c>). A consent shows its group once two keys approved it. Whoever records it
/// is the first; the second is another key of the keeper or of INPUD. Where the group was hidden since, both approve it again.
/// </remarks>
internal sealed class ApproveConsent(Database database, PublicLog log) : Endpoint<ApproveConsentRequest, GroupRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/groups/{id}/consents/{consent}/approval");
        this.IsOn(GroupRecordSql.Kind);
    }

    public override Task HandleAsync(ApproveConsentRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                BodyRules.Check(req.Body);
                var current = await GroupRecordSql.Kind.FindCurrentAsync(write, req.Id, steward.Key.Scopes);
                var consent =
                    current.Consents.FirstOrDefault(consent => consent.Id == req.Consent)
                    ?? throw ProblemException.NoSuchRecord("consent", req.Consent);
                if (consent.Ended is not null)
                {
                    throw new ProblemException(ProblemKind.Conflict, "The consent ended. Record a new one.");
                }

                await Publishing.ApproveAsync(write, steward, consent.Id);
                await GroupWrite.CheckNameStaysUniqueAsync(write, current, steward, "reason");
                var record = await GroupRecordSql.Kind.RecordAsync(write, log, steward, req.Id, current, "change", req.Body.Reason);
                return new Written<GroupRecord>(StatusCodes.Status200OK, record, Location: null);
            },
            ct
        );
}

internal sealed record ApproveConsentRequest : WriteRequest
{
    /// <summary>The group's id.</summary>
    /// <example>cbdrk-gqg3x</example>
    public string Id { get; init; } = "";

    /// <summary>The consent's id, as the group's record shows it. The example is made up.</summary>
    /// <example>h4w9k-7bqx3</example>
    public string Consent { get; init; } = "";

    /// <summary>The reason.</summary>
    [FromBody]
    public ApproveConsentInput Body { get; init; } = null!;
}

/// <summary>Why a consent is approved.</summary>
internal sealed record ApproveConsentInput : ICheckedBody
{
    /// <summary>How you know of the consent. Only stewards see it, in the history.</summary>
    /// <example>I asked the group.</example>
    public required string Reason { get; init; }

    public static FluentValidation.IValidator Rules { get; } = new ApproveConsentInputRules();
}

internal sealed class ApproveConsentInputRules : FluentValidation.AbstractValidator<ApproveConsentInput>
{
    public ApproveConsentInputRules() => RuleFor(x => x.Reason).IsText(500);
}
