using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Reads and writes memberships as their stewards keep them.</summary>
internal static class MembershipRecordSql
{
    public static readonly RecordKind<MembershipInput, MembershipRecord> Kind = new()
    {
        Resource = "memberships",
        Word = "membership",
        Example = "euronpud-asud",
        Table = "memberships",
        ReadAsync = ReadAsync,
        NewIdAsync = (session, network, input) => NewIdAsync(session, network!, input.Group),
        RequireOwnerAsync = Facts.RequireNetworkAsync,
        OwnerOf = record => record.Network,
        Keepers = Keepers.Network("memberships"),
        OwnerColumn = "network_id",
        CheckRulesAsync = CheckRulesAsync,
    };

    /// <summary>Makes the id of a membership from the ids of the network and the group, with a number where the two had a membership before.</summary>
    private static async Task<string> NewIdAsync(IQuerySession session, string network, string group)
    {
        var taken = await session.QueryAsync<string>(
            "select id from memberships where network_id = @network and group_id = @group",
            new { network, group }
        );
        return taken.Count == 0 ? $"{network}-{group}" : $"{network}-{group}-{taken.Count + 1}";
    }

    /// <summary>Checks the membership rules. A group that is hidden from the steward counts as unknown.</summary>
    private static async Task CheckRulesAsync(WriteSession write, Proposed<MembershipInput, MembershipRecord> proposed)
    {
        var input = proposed.Input;
        if (proposed.Current is { } current && current.Group != input.Group)
        {
            throw BodyRules.Mistake("group", "cannot-change", "A membership stays one of its group. End it, and admit the other group.");
        }

        var group =
            await RuleFactsSql.FindGroupOrNullAsync(write, input.Group, proposed.Steward.Key.Scopes)
            ?? throw BodyRules.Mistake("group", "unknown-group", $"There is no group with the id '{input.Group}'.");
        var network = await RuleFactsSql.NetworkAsync(write, proposed.Owner!);
        var others = (await RuleFactsSql.MembershipsAsync(write, input.Group)).Where(other =>
            other.Id != proposed.Id && other.NetworkId == proposed.Owner
        );
        var proposal = new MembershipProposal(
            network,
            group,
            Period.Parse(input.Period, input.Observed),
            [.. others.Select(other => other.Period)]
        );
        BrokenRules.ThrowIfAny(new MembershipRules().Validate(proposal).Errors, FieldOf);
    }

    private static string FieldOf(string code) =>
        code == RuleCatalog.OutsideRemit.Code || code == RuleCatalog.NotCommunityLed.Code || code == RuleCatalog.KindNotAccepted.Code
            ? "group"
            : "period";

    private static async Task<MembershipRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<MembershipRow>("select * from memberships where id = @id", new { id }) is { } row
            ? new MembershipRecord
            {
                Id = row.Id,
                Network = row.NetworkId,
                Group = row.GroupId,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
