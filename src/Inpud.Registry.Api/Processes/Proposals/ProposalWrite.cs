using System.Text.Json;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Memberships;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;
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
        await ProposalRecordSql.AddAsync(write, id, network, input);
        var record = ProposalRecordSql.RecordOf(await ProposalRecordSql.FindAsync(write, id, steward.Key.Scopes));
        await RecordAsync(write, steward, "create", before: null, record, input.Reason);
        return new Written<ProposalRecord>(StatusCodes.Status201Created, record, $"/v1/proposals/{id}");
    }

    /// <summary>The keeper's acceptance, which makes the membership in the same commit, under the rules of this moment.</summary>
    public static Task<Written<ProposalRecord>> AcceptAsync(
        WriteSession write,
        PublicLog log,
        Steward steward,
        DecideProposalRequest request
    ) =>
        DecideAsync(
            write,
            steward,
            request,
            ProposalState.Accepted,
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
                return membership.Record.Id;
            }
        );

    /// <summary>The keeper's refusal.</summary>
    public static Task<Written<ProposalRecord>> RefuseAsync(WriteSession write, Steward steward, DecideProposalRequest request) =>
        DecideAsync(
            write,
            steward,
            request,
            ProposalState.Refused,
            row =>
            {
                RequireKeeper(row, steward);
                return Task.FromResult<string?>(null);
            }
        );

    /// <summary>The network takes its proposal back.</summary>
    public static Task<Written<ProposalRecord>> RetractAsync(WriteSession write, Steward steward, DecideProposalRequest request) =>
        DecideAsync(
            write,
            steward,
            request,
            ProposalState.Retracted,
            row =>
                row.IsProposedBy(steward.Key.Scopes)
                    ? Task.FromResult<string?>(null)
                    : throw new ProblemException(
                        ProblemKind.Forbidden,
                        "Only the network that proposed the membership retracts it. As the group's keeper, refuse it."
                    )
        );

    private static async Task<Written<ProposalRecord>> DecideAsync(
        WriteSession write,
        Steward steward,
        DecideProposalRequest request,
        ProposalState state,
        Func<ProposalRecordSql.Row, Task<string?>> make
    )
    {
        BodyRules.Check(request.Body);
        var row = await ProposalRecordSql.FindAsync(write, request.Id, steward.Key.Scopes);
        var before = ProposalRecordSql.RecordOf(row);
        RecordTag.Require(request.IfMatch, before);
        if (before.State != ProposalState.Waiting)
        {
            throw new ProblemException(
                ProblemKind.Conflict,
                $"The proposal does not wait: it is {row.State}. Only one that waits is decided on."
            );
        }

        var membership = await make(row);
        await ProposalRecordSql.DecideAsync(write, row.Id, state, request.Body.Message, membership);
        var after = ProposalRecordSql.RecordOf(await ProposalRecordSql.FindAsync(write, row.Id, steward.Key.Scopes));
        await RecordAsync(write, steward, Kebab.Text(state), before, after, request.Body.Reason);
        return new Written<ProposalRecord>(StatusCodes.Status200OK, after, Location: null);
    }

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

    private static Task RecordAsync(
        WriteSession write,
        Steward steward,
        string action,
        ProposalRecord? before,
        ProposalRecord after,
        string reason
    ) =>
        write.RecordAsync(
            new Change(
                write.Now,
                steward.Key.Label,
                action,
                "proposals",
                after.Id,
                before is null ? null : JsonSerializer.Serialize(before, RegistryJson.Options),
                JsonSerializer.Serialize(after, RegistryJson.Options),
                reason
            )
        );
}
