using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>End a group's consent</summary>
/// <remarks>For stewards. The consent ends at once. A group that the public sees only by this consent becomes private everywhere.</remarks>
internal sealed class EndConsent(Database database, PublicLog log) : Endpoint<EndConsentRequest, GroupRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/groups/{id}/consents/{consent}/end");
        this.IsOn(GroupRecordSql.Kind);
    }

    public override Task HandleAsync(EndConsentRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                BodyRules.Check(req.Body);
                var current = await GroupRecordSql.Kind.FindAsync(write, req.Id, steward.Key.Scopes);
                var consent =
                    current.Consents.FirstOrDefault(consent => consent.Id == req.Consent)
                    ?? throw ProblemException.NoSuchRecord("consent", req.Consent);
                await ConsentsSql.EndAsync(write, consent.Id);
                var record = await GroupRecordSql.Kind.RecordAsync(write, log, steward, req.Id, current, "change", req.Body.Reason);
                return new Written<GroupRecord>(StatusCodes.Status200OK, record, Location: null);
            },
            ct
        );
}

internal sealed record EndConsentRequest : WriteRequest
{
    /// <summary>The group's id.</summary>
    /// <example>cbdrk-gqg3x</example>
    public string Id { get; init; } = "";

    /// <summary>The consent's id, as the group's record shows it. The example is made up.</summary>
    /// <example>h4w9k-7bqx3</example>
    public string Consent { get; init; } = "";

    /// <summary>The reason.</summary>
    [FromBody]
    public EndConsentInput Body { get; init; } = null!;
}

/// <summary>Why a consent ends.</summary>
internal sealed record EndConsentInput : ICheckedBody
{
    /// <summary>Why it ends. Only stewards see it, in the history.</summary>
    /// <example>The group asked us to.</example>
    public required string Reason { get; init; }

    public static IValidator Rules { get; } = new EndConsentInputRules();
}

internal sealed class EndConsentInputRules : AbstractValidator<EndConsentInput>
{
    public EndConsentInputRules() => RuleFor(x => x.Reason).IsText(500);
}
