using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Record a group's consent</summary>
/// <remarks>
/// For stewards. A consent has a scope, a first day, perhaps a last day, and the role to whom the group gave it. It publishes nothing by itself: the group's visibility must allow
/// it, too.
/// </remarks>
internal sealed class GiveConsent(Database database, PublicLog log) : Endpoint<GiveConsentRequest, GroupRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/groups/{id}/consents");
        this.Creates();
        this.IsOn(GroupRecordSql.Kind);
    }

    public override Task HandleAsync(GiveConsentRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                BodyRules.Check(req.Body);
                var current = await GroupRecordSql.Kind.FindCurrentAsync(write, req.Id, steward.Key.Scopes);
                var consent = RecordId.New();
                await ConsentsSql.AddAsync(write, consent, req.Id, req.Body.Scope, req.Body.Given, req.Body.GivenTo, req.Body.Until);
                await ApprovalsSql.BeginAsync(write, consent, steward.Key);
                await GroupWrite.CheckNameStaysUniqueAsync(write, current, steward);
                var record = await GroupRecordSql.Kind.RecordAsync(write, log, steward, req.Id, current, "change", req.Body.Reason);
                return new Written<GroupRecord>(StatusCodes.Status201Created, record, $"/v1/groups/{req.Id}/record");
            },
            ct
        );
}

internal sealed record GiveConsentRequest : WriteRequest
{
    /// <summary>The group's id.</summary>
    /// <example>cbdrk-gqg3x</example>
    public string Id { get; init; } = "";

    /// <summary>The consent.</summary>
    [FromBody]
    public ConsentInput Body { get; init; } = null!;
}

/// <summary>A group's consent.</summary>
internal sealed record ConsentInput : ICheckedBody
{
    /// <summary>How much the public may see of the group: <c>public</c>, or <c>country</c> (counted in its country, without being named).</summary>
    /// <example>public</example>
    public required string Scope { get; init; }

    /// <summary>The first day of the consent.</summary>
    /// <example>2026-01-15</example>
    public required string Given { get; init; }

    /// <summary>To whom the group gave the consent: a role, never a person.</summary>
    /// <example>AfricaNPUD steward</example>
    public required string GivenTo { get; init; }

    /// <summary>The last day of the consent; null where it has no end. It ends at 10:00 UTC, as soon as it ends anywhere.</summary>
    /// <example>2030-12-31</example>
    public string? Until { get; init; }

    /// <summary>Why it is recorded. Only stewards see it, in the history.</summary>
    /// <example>The group signed the form.</example>
    public required string Reason { get; init; }

    public static IValidator Rules { get; } = new ConsentInputRules();
}

internal sealed class ConsentInputRules : AbstractValidator<ConsentInput>
{
    public ConsentInputRules()
    {
        this.FieldRules("consents");
        RuleFor(x => x.Until)
            .Must((x, until) => until is null || string.CompareOrdinal(x.Given, until) <= 0)
            .WithErrorCode("before-given")
            .WithMessage("The last day is before the first.");
        RuleFor(x => x.Reason).IsText(500);
    }
}
