using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Accept an application</summary>
/// <remarks>
/// For the network's stewards. The registry checks the rules and records the group and its membership in one commit. A new group is private, and so is its membership.
/// </remarks>
internal sealed class AcceptApplication(Database database, PublicLog log)
    : Endpoint<DecisionRequest<AcceptanceInput>, ApplicationRecord>,
        IForStewards
{
    public override void Configure() => Post("/v1/networks/{network}/applications/{application}/acceptance");

    public override Task HandleAsync(DecisionRequest<AcceptanceInput> req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            (write, steward) =>
            {
                BodyRules.Check(req.Body);
                return ApplicationWrite.DecideAsync(
                    write,
                    steward,
                    req,
                    ApplicationState.Accepted,
                    req.Body.Reason,
                    req.Body.Message,
                    row => NewMembers.MakeAsync(write, log, steward, MemberOf(row, req.Body))
                );
            },
            ct
        );

    private static NewMember MemberOf(ApplicationRecordSql.Row row, AcceptanceInput acceptance)
    {
        var stated = ApplicationRecordSql.StatedBy(row);
        return new NewMember
        {
            Network = row.NetworkId,
            Group = acceptance.Group,
            Name = stated.Name,
            Country = stated.Country,
            Place = stated.Place,
            Type = stated.Type,
            Scope = stated.Scope,
            LedByPeopleWhoUseDrugs = stated.LedByPeopleWhoUseDrugs,
            LeadershipBasis = "Its application.",
            GroupPeriod = stated.Period,
            MembershipPeriod = acceptance.Period,
            Source = acceptance.Source,
            Reason = acceptance.Reason,
        };
    }
}

/// <summary>The acceptance of an application.</summary>
internal sealed record AcceptanceInput : ReasonedInput, ICheckedBody
{
    /// <summary>The time of the membership: an EDTF interval.</summary>
    /// <example>2026-01/..</example>
    public required string Period { get; init; }

    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The group, where the registry has it already: its id, or its slug while it is public; null to record a new group.</summary>
    public string? Group { get; init; }

    /// <summary>The steward's message to the group; null where there is none.</summary>
    /// <example>Welcome.</example>
    public string? Message { get; init; }

    public static IValidator Rules { get; } = new AcceptanceInputRules();
}

internal sealed class AcceptanceInputRules : AbstractValidator<AcceptanceInput>
{
    public AcceptanceInputRules()
    {
        RuleFor(x => x.Period).IsText(50);
        RuleFor(x => x.Period).IsAPeriodObservedAt(_ => null);
        RuleFor(x => x.Source).IsText(100);
        RuleFor(x => x.Group).IsText(100);
        RuleFor(x => x.Message).IsText(2000);
        this.ReasonRules();
    }
}
