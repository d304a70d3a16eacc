using System.Text.Json;
using FluentValidation.Results;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>What all writes on a group share: the facts are loaded, the rules checked, and the change recorded, in the writing transaction.</summary>
internal static class GroupWrite
{
    /// <summary>The record, or the answer that there is none: a group of other stewards answers the same.</summary>
    public static async Task<GroupRecord> FindAsync(WriteSession write, string id, Steward steward) =>
        await GroupRecordSql.FindOrNullAsync(write, id, steward.Key.Scopes) ?? throw ProblemException.NoSuchRecord("group", id);

    /// <summary>Checks everything that the registry's data decides of an input, and gives the country's alpha-2 code.</summary>
    public static async Task<string> CheckAsync(WriteSession write, string id, GroupInput input, GroupRecord? current, Steward steward)
    {
        BodyRules.Check(input);
        var country =
            await CountryLookup.FindOrNullAsync(write, input.Country)
            ?? throw BodyRules.Mistake(
                "country",
                "unknown-country",
                $"'{input.Country}' is no country. Use a code of /v1/countries, such as KE, KEN or 404."
            );
        if (!await RuleFactsSql.SourceExistsAsync(write, input.Source))
        {
            throw BodyRules.Mistake("source", "unknown-source", $"'{input.Source}' is no source. Use an id of /v1/sources.");
        }

        await CheckKeeperAsync(write, input, current, steward);
        await CheckRulesAsync(write, id, input, country, current, steward);
        return country;
    }

    /// <summary>Records what happened to the group, and gives the record as it is now.</summary>
    public static async Task<GroupRecord> RecordAsync(
        WriteSession write,
        string id,
        GroupRecord? before,
        bool wasPublic,
        string action,
        string reason,
        Steward steward
    )
    {
        var everything = new Domain.Stewards.StewardScopes([Domain.Stewards.StewardScopes.Registry]);
        var after = (await GroupRecordSql.FindOrNullAsync(write, id, everything))!;
        var isPublic = wasPublic || await GroupRecordSql.IsPublicAsync(write, id);
        await write.RecordAsync(
            new Change(
                write.Now,
                steward.Key.Label,
                action,
                "group",
                id,
                before is null ? null : JsonSerializer.Serialize(before, RegistryJson.Options),
                JsonSerializer.Serialize(after, RegistryJson.Options),
                reason,
                isPublic
            )
        );
        return after;
    }

    private static async Task CheckKeeperAsync(WriteSession write, GroupInput input, GroupRecord? current, Steward steward)
    {
        if (input.KeptBy is { } keeper && await NetworkLookup.FindByIdOrNullAsync(write, keeper) != keeper)
        {
            throw BodyRules.Mistake("keptBy", "unknown-network", $"'{keeper}' is no network. Use an id of /v1/networks?standing=any.");
        }

        var isHandedOver = current is null || current.KeptBy != input.KeptBy;
        if (isHandedOver && !(input.KeptBy is null ? steward.Key.Scopes.CoverEverything : steward.Key.Scopes.Cover(input.KeptBy)))
        {
            throw new ProblemException(
                ProblemKind.Forbidden,
                input.KeptBy is null
                    ? "Only a key for the registry keeps records of INPUD's own. Name the network that keeps the record in 'keptBy'."
                    : $"The key does not cover {input.KeptBy}. /v1/key shows what it covers."
            );
        }
    }

    private static async Task CheckRulesAsync(
        WriteSession write,
        string id,
        GroupInput input,
        string country,
        GroupRecord? current,
        Steward steward
    )
    {
        if (BrokenRules.Inverted(input.Period) is { } inverted)
        {
            BrokenRules.ThrowIfAny([inverted], FieldOf);
        }

        var group = new Group(
            id,
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
        );
        var nameIsTaken = await GroupRecordSql.NameIsTakenAsync(write, id, country, input.Name, steward.Key.Scopes);
        var today = DateOnly.FromDateTime(write.Now.UtcDateTime);
        var failures = new GroupRules().Validate(new GroupProposal(group, IdIsTaken: false, nameIsTaken, today)).Errors;
        failures.AddRange(await BrokenMembershipRulesAsync(write, group));
        BrokenRules.ThrowIfAny(failures, FieldOf);
    }

    /// <summary>A group that changes must still keep the rules of the memberships that it has.</summary>
    private static async Task<IReadOnlyList<ValidationFailure>> BrokenMembershipRulesAsync(WriteSession write, Group group)
    {
        var memberships = await RuleFactsSql.MembershipsAsync(write, group.Id);
        var failures = new List<ValidationFailure>();
        foreach (var membership in memberships)
        {
            var others = memberships
                .Where(other => other.Id != membership.Id && other.NetworkId == membership.NetworkId)
                .Select(other => other.Period);
            var network = await RuleFactsSql.NetworkAsync(write, membership.NetworkId);
            failures.AddRange(
                new MembershipRules().Validate(new MembershipProposal(network, group, membership.Period, [.. others])).Errors
            );
        }

        return failures;
    }

    private static string FieldOf(string code) =>
        code switch
        {
            _ when code == RuleCatalog.NameTaken.Code => "name",
            _ when code == RuleCatalog.ConsentMissing.Code => "visibility",
            _ when code == RuleCatalog.OutsideRemit.Code => "country",
            _ when code == RuleCatalog.NotCommunityLed.Code => "ledByPeopleWhoUseDrugs",
            _ => "period",
        };
}
