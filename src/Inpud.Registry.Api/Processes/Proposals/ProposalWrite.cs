using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Memberships;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>The steps of the writes on proposals.</summary>
internal static class ProposalWrite
{
    /// <summary>Records what a network proposes. A group that is not public is unknown to everybody here: INPUD and the keeper record its memberships themselves.</summary>
    public static async Task<Written<ProposalRecord>> ProposeAsync(
        WriteSession write,
        Steward steward,
        string network,
        MembershipInput stated
    )
    {
        await Facts.RequireNetworkAsync(write, steward, network);
        BodyRules.Check(stated);
        var (group, keeper) =
            await ProposalRecordSql.FindPublicGroupOrNullAsync(write, stated.Group)
            ?? throw BodyRules.Mistake("group", "unknown-group", $"There is no group with the id '{stated.Group}'.");
        var input = stated with { Group = group };
        if (await ProposalRecordSql.WaitsAsync(write, network, group))
        {
            throw new ProblemException(
                ProblemKind.Conflict,
                $"{network} proposed a membership of the group already, and it waits for the keeper. Retract that proposal first."
            );
        }

        // The columns are made and dropped: this checks the source and the dates as the membership would.
        await TableColumns.OfAsync(write, steward, "memberships", input);
        var id = RecordId.New();
        await MembershipRecordSql.Kind.CheckRulesAsync(
            write,
            new Proposed<MembershipInput, MembershipRecord>(
                id,
                network,
                input,
                Current: null,
                WithThatOf(keeper ?? StewardScopes.Registry, steward)
            )
        );
        return await ProposalRecordSql.Kind.StateAsync(write, steward, id, ProposalRecordSql.ColumnsOf(network, input), input.Reason);
    }

    /// <summary>The keeper's acceptance, which makes the membership in the same commit, under the rules of this moment.</summary>
    public static Task<Written<ProposalRecord>> AcceptAsync(WriteSession write, PublicLog log, Steward steward, ReplyRequest request) =>
        ProposalRecordSql.Kind.ReplyAsync(
            write,
            steward,
            request,
            AgreementState.Accepted,
            async row =>
            {
                RequireKeeper(row, steward);
                var membership = await MembershipRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    WithThatOf(row.NetworkId, steward),
                    row.NetworkId,
                    ProposalRecordSql.StatedBy(row)
                );
                await RowsSql.UpdateAsync(
                    write,
                    "proposals",
                    row.Id,
                    new Dictionary<string, object?>(StringComparer.Ordinal) { ["membership_id"] = membership.Record.Id }
                );
            }
        );

    /// <summary>The keeper's refusal.</summary>
    public static Task<Written<ProposalRecord>> RefuseAsync(WriteSession write, Steward steward, ReplyRequest request) =>
        ProposalRecordSql.Kind.ReplyAsync(
            write,
            steward,
            request,
            AgreementState.Refused,
            row =>
            {
                RequireKeeper(row, steward);
                return Task.CompletedTask;
            }
        );

    /// <summary>The network takes its proposal back.</summary>
    public static Task<Written<ProposalRecord>> RetractAsync(WriteSession write, Steward steward, ReplyRequest request) =>
        ProposalRecordSql.Kind.ReplyAsync(
            write,
            steward,
            request,
            AgreementState.Retracted,
            row =>
                row.IsProposedBy(steward.Key.Scopes)
                    ? Task.CompletedTask
                    : throw new ProblemException(
                        ProblemKind.Forbidden,
                        "Only the network that proposed the membership retracts it. As the group's keeper, refuse it."
                    )
        );

    private static void RequireKeeper(ProposalRecordSql.Row row, Steward steward)
    {
        if (!row.IsKeptBy(steward.Key.Scopes))
        {
            throw new ProblemException(
                ProblemKind.Forbidden,
                "Only the group's keeper, or INPUD, accepts or refuses the proposal. As the network that proposed it, you can retract it."
            );
        }
    }

    /// <summary>The steward with the authority of the other side besides. A membership needs both, and each side gave its part by its own write.</summary>
    private static Steward WithThatOf(string other, Steward steward) =>
        steward with
        {
            Key = steward.Key with { Scopes = new StewardScopes([.. steward.Key.Scopes.Names, other]) },
        };
}
