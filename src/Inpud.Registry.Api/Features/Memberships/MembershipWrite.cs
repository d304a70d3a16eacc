using System.Text.Json;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>What the writes on a membership share.</summary>
internal static class MembershipWrite
{
    /// <summary>Checks the input and the membership rules; a group that the steward may not know of is one that does not exist.</summary>
    public static async Task CheckAsync(WriteSession write, string id, string networkId, MembershipInput input, Steward steward)
    {
        BodyRules.Check(input);
        if (!await RuleFactsSql.SourceExistsAsync(write, input.Source))
        {
            throw BodyRules.Mistake("source", "unknown-source", $"'{input.Source}' is no source. Use an id of /v1/sources.");
        }

        var group =
            await RuleFactsSql.FindGroupOrNullAsync(write, input.Group, steward.Key.Scopes)
            ?? throw BodyRules.Mistake("group", "unknown-group", $"There is no group with the id '{input.Group}'.");
        if (BrokenRules.Inverted(input.Period) is { } inverted)
        {
            BrokenRules.ThrowIfAny([inverted], FieldOf);
        }

        var network = await RuleFactsSql.NetworkAsync(write, networkId);
        var others = (await RuleFactsSql.MembershipsAsync(write, input.Group)).Where(other =>
            other.Id != id && other.NetworkId == networkId
        );
        var proposal = new MembershipProposal(
            network,
            group,
            Period.Parse(input.Period, input.Observed),
            [.. others.Select(other => other.Period)]
        );
        BrokenRules.ThrowIfAny(new MembershipRules().Validate(proposal).Errors, FieldOf);
    }

    /// <summary>Records what happened to the membership, and gives the record as it is now.</summary>
    public static async Task<MembershipRecord> RecordAsync(
        WriteSession write,
        string id,
        MembershipRecord? before,
        string action,
        string reason,
        Steward steward
    )
    {
        var after = (await MembershipRecordSql.FindOrNullAsync(write, id, steward.Key.Scopes))!;
        await write.RecordAsync(
            new Change(
                write.Now,
                steward.Key.Label,
                action,
                "membership",
                id,
                before is null ? null : JsonSerializer.Serialize(before, RegistryJson.Options),
                JsonSerializer.Serialize(after, RegistryJson.Options),
                reason,
                IsPublic: await RuleFactsSql.IsPublicGroupAsync(write, after.Group)
            )
        );
        return after;
    }

    private static string FieldOf(string code) =>
        code == RuleCatalog.OutsideRemit.Code || code == RuleCatalog.NotCommunityLed.Code || code == RuleCatalog.KindNotAccepted.Code
            ? "group"
            : "period";
}
