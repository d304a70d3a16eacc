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
/// For the network's stewards. It records the group and its membership, under the rules, in one commit. The group is private, as every new group is; its membership is as private.
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

/// <summary>How an application is accepted.</summary>
internal sealed record AcceptanceInput : ReasonedInput, ICheckedBody
{
    /// <summary>The time of the membership: an EDTF interval.</summary>
    /// <example>2026-01/..</example>
    public required string Period { get; init; }

    /// <summary>The id of the source, see <c>/v1/sources</c>.</summary>
    /// <example>registry-curation</example>
    public required string Source { get; init; }

    /// <summary>The id of the group where the registry knows it already; null to record it.</summary>
    public string? Group { get; init; }

    /// <summary>What the group is told; null where nothing.</summary>
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
