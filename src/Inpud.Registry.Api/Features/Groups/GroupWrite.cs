using System.Globalization;
using FluentValidation.Results;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Checks a group against the rules when a steward writes it.</summary>
internal static class GroupWrite
{
    // To make a validator costs more than to use it.
    private static readonly GroupRules Rules = new();
    private static readonly MembershipRules RulesOfMembers = new();

    public static async Task CheckRulesAsync(WriteSession write, Proposed<GroupInput, GroupRecord> proposed)
    {
        await AgreedSuccessions.RequireAsync(write, proposed);
        var (input, current) = (proposed.Input, proposed.Current);
        var country = await Facts.CountryAsync(write, input.Country);
        var group = new Group(
            proposed.Id,
            input.Name,
            country,
            input.LedByPeopleWhoUseDrugs,
            Period.Parse(input.Period, input.Observed),
            input.Visibility,
            current?.VisibilityBasis is not null,
            [
                .. (current?.Consents ?? [])
                    .Where(consent => consent.Ended is null)
                    .Select(consent => new Consent(consent.Scope, consent.Given, consent.Until)),
            ]
        )
        {
            FormerCountries = FormerOf(input, GroupAttribute.Country, value => value.Country!),
            FormerLeaderships = FormerOf(input, GroupAttribute.Leadership, value => value.LedByPeopleWhoUseDrugs),
        };
        var names = NamesThatAreNew(input, country, current);
        var bearer = await GroupRecordSql.BearerOfNameOrNullAsync(write, proposed.Id, country, names, proposed.Steward.Key.Scopes);
        var today = WorldDay.At(write.Now);
        var failures = Rules.Validate(new GroupProposal(group, IdIsTaken: false, bearer, today)).Errors;
        if (await Publishing.RefusalOrNullAsync(write, current, input.Name, input.Visibility, today) is { } refusal)
        {
            // The approval is of a consent, so that one sentence says both.
            failures.RemoveAll(failure => failure.ErrorCode == RuleCatalog.ConsentMissing.Code);
            failures.Add(refusal);
        }

        // A new group is no member yet. What the rules on members do not look at breaks none of them.
        failures.AddRange(
            current is { Memberships.Count: > 0 } && IsAnotherToItsNetworks(group, current)
                ? await BrokenMembershipRulesAsync(write, group)
                : []
        );
        BrokenRules.ThrowIfAny(failures, FieldOf);
    }

    private static IReadOnlyList<FormerValue<T>> FormerOf<T>(
        GroupInput input,
        GroupAttribute attribute,
        Func<GroupFormerValueInput, T> valueOf
    ) =>
        [
            .. (input.FormerValues ?? [])
                .Where(value => value.Attribute == attribute)
                .Select(value => new FormerValue<T>(
                    valueOf(value),
                    Period.Parse(value.Period, value.Observed),
                    DateOnly.Parse(value.ReplacedBy!, CultureInfo.InvariantCulture)
                )),
        ];

    /// <summary>
    /// The names that the write gives to the group or makes public. A name that it bears already is no reason to refuse another change, such as one that hides it: an earlier version of the
    /// program may have told two names apart that are one name now.
    /// </summary>
    private static IEnumerable<string> NamesThatAreNew(GroupInput input, string country, GroupRecord? current)
    {
        var names = (input.Names ?? []).Select(name => name.Name).Append(input.Name);
        return
            current is null
            || current.Country != country
            || (input.Visibility != current.Visibility && input.Visibility == GroupVisibility.Public)
            ? names
            : names.Except(current.Names.Select(name => name.Name).Append(current.Name), StringComparer.Ordinal);
    }

    /// <summary>Throws where a consent would make the group public again, and another group has taken its name meanwhile.</summary>
    public static async Task CheckNameStaysUniqueAsync(WriteSession write, GroupRecord group, Steward steward, string field = "scope")
    {
        var names = group.Names.Select(name => name.Name).Append(group.Name);
        if (
            group.Visibility == GroupVisibility.Public
            && await GroupRecordSql.BearerOfNameOrNullAsync(write, group.Id, group.Country, names, steward.Key.Scopes) is { } bearer
        )
        {
            BrokenRules.ThrowIfAny(
                [
                    new ValidationFailure(
                        "Name",
                        $"A group in {group.Country} already bears the name '{group.Name}'. Make the group private, and give it another name."
                    )
                    {
                        ErrorCode = RuleCatalog.NameTaken.Code,
                        CustomState = bearer,
                    },
                ],
                _ => field
            );
        }
    }

    /// <summary>Whether the rules on members can judge the group otherwise than before. A group with former values is looked at in any case.</summary>
    private static bool IsAnotherToItsNetworks(Group group, GroupRecord before) =>
        before.FormerValues.Count + group.FormerCountries.Count + group.FormerLeaderships.Count > 0
        || group.Country != before.Country
        || group.LedByPeopleWhoUseDrugs != before.LedByPeopleWhoUseDrugs
        || group.Life != before.Period;

    /// <summary>Checks the group's memberships, because a change of the group must not break their rules.</summary>
    private static async Task<IReadOnlyList<ValidationFailure>> BrokenMembershipRulesAsync(WriteSession write, Group group)
    {
        var memberships = await RuleFactsSql.MembershipsAsync(write, group.Id);
        var failures = new List<ValidationFailure>();
        foreach (var membership in memberships)
        {
            var others = memberships
                .Where(other => other.Id != membership.Id && other.NetworkId == membership.NetworkId)
                .Select(other => new Recorded(other.Id, other.Period));
            var network = await RuleFactsSql.NetworkAsync(write, membership.NetworkId);
            failures.AddRange(RulesOfMembers.Validate(new MembershipProposal(network, group, membership.Period, [.. others])).Errors);
        }

        return failures;
    }

    private static string FieldOf(string code) =>
        code switch
        {
            _ when code == RuleCatalog.NameTaken.Code => "name",
            _ when code == RuleCatalog.FoundedInFuture.Code => "period",
            _ when code == RuleCatalog.ConsentMissing.Code || code == RuleCatalog.PublishingNeedsTwoKeys.Code => "visibility",
            _ when code == RuleCatalog.OutsideRemit.Code => "country",
            _ when code == RuleCatalog.NotCommunityLed.Code => "ledByPeopleWhoUseDrugs",
            _ => "period",
        };
}
