using System.Text.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Reads and writes memberships as their stewards keep them.</summary>
internal static class MembershipRecordSql
{
    private static readonly MembershipRules Rules = new();

    public static readonly RecordKind<MembershipInput, MembershipRecord> Kind = new()
    {
        Resource = "memberships",
        Word = "membership",
        Example = "v7jqb-8y99a",
        Table = "memberships",
        ReadAsync = ReadAsync,
        ReadSeveralAsync = ReadSeveralAsync,
        RequireOwnerAsync = Facts.RequireNetworkAsync,
        OwnerOf = record => record.Network,
        Keepers = Keepers.Network("memberships"),
        OwnerColumn = "network_id",
        WithIdsAsync = async (write, input) => input with { Group = await SlugLookup.GroupAsync(write, input.Group) },
        CheckRulesAsync = CheckRulesAsync,
    };

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
        await RequireKeeperAsync(write, proposed);
        var network = await RuleFactsSql.NetworkAsync(write, proposed.Owner!);
        var others = (await RuleFactsSql.MembershipsAsync(write, input.Group)).Where(other =>
            other.Id != proposed.Id && other.NetworkId == proposed.Owner
        );
        var proposal = new MembershipProposal(
            network,
            group,
            Period.Parse(input.Period, input.Observed),
            [.. others.Select(other => new Recorded(other.Id, other.Period))]
        );
        BrokenRules.ThrowIfAny(Rules.Validate(proposal).Errors, FieldOf);
    }

    /// <summary>A membership holds with the group's keeper. Another network can end one, or make it shorter, by itself. It makes no day of it more certain: a count would rest on its word alone.</summary>
    private static async Task RequireKeeperAsync(WriteSession write, Proposed<MembershipInput, MembershipRecord> proposed)
    {
        if (await RuleFactsSql.IsKeptGroupAsync(write, proposed.Input.Group, proposed.Steward.Key.Scopes))
        {
            return;
        }

        if (proposed.Current is not { } current)
        {
            throw new ProblemException(
                ProblemKind.Forbidden,
                "Another network, or INPUD, keeps the group, and a membership holds only with its keeper. Propose it, with POST /v1/networks/{network}/proposals."
            );
        }

        var stated = Period.Parse(proposed.Input.Period, proposed.Input.Observed);
        // Who ends it on a day says of that day alone that it still held.
        var isItsEndAlone = stated.CertainFrom == stated.CertainTo && stated.CertainTo == stated.PossibleTo;
        if (
            !stated.SaysNoMoreThan(current.Period)
            && !(isItsEndAlone && stated.PossibleFrom >= current.Period.PossibleFrom && stated.PossibleTo <= current.Period.PossibleTo)
        )
        {
            throw new ProblemException(
                ProblemKind.Forbidden,
                $"Another network, or INPUD, keeps the group. You can end its membership or make it shorter, and make no day of it more certain than '{current.Period}' does. An end that is not known exactly has a question mark, such as 2026-05?. Ask the keeper for anything else."
            );
        }
    }

    private static string FieldOf(string code) =>
        code == RuleCatalog.OutsideRemit.Code || code == RuleCatalog.NotCommunityLed.Code || code == RuleCatalog.KindNotAccepted.Code
            ? "group"
            : "period";

    /// <summary>
    /// The group of a membership that has not ended; null otherwise. An end that is a month or a year ends the sight on its first day, anywhere on earth: who saw too little can ask, and who saw too much
    /// cannot forget. It reads the group as it is now.
    /// </summary>
    public static Task<MemberGroupRow?> SeenGroupOrNullAsync(IQuerySession session, string id) =>
        session.FindOrNullAsync<MemberGroupRow>(
            """
            select g.name, g.country
            from memberships as m join groups as g on g.id = m.group_id
            where
                m.id = @id and m.withdrawn is null and g.withdrawn is null
                and m.possible_from <= registry_today() and registry_latest_day() <= m.certain_to
            """,
            new { id }
        );

    private static async Task<MembershipRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<MembershipRow>("select * from memberships where id = @id", new { id }) is { } row
            ? RecordOf(row)
            : null;

    private static async Task<IReadOnlyDictionary<string, MembershipRecord>> ReadSeveralAsync(
        IQuerySession session,
        IReadOnlyCollection<string> ids
    ) =>
        (
            await session.QueryAsync<MembershipRow>(
                "select * from memberships where id in (select value from json_each(@ids))",
                new { ids = JsonSerializer.Serialize(ids) }
            )
        ).ToDictionary(row => row.Id, RecordOf, StringComparer.Ordinal);

    private static MembershipRecord RecordOf(MembershipRow row) =>
        new()
        {
            Id = row.Id,
            Network = row.NetworkId,
            Group = row.GroupId,
            Period = row.Period,
            Observed = row.Observed,
            Withdrawn = row.Withdrawn,
            Citation = row.Citation,
        };
}
