using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>The steps of the writes on offers.</summary>
internal static class OfferWrite
{
    /// <summary>Records what the keeper offers. Until the other network accepts it, the group stays as it is.</summary>
    public static async Task<Written<OfferRecord>> OfferAsync(WriteSession write, Steward steward, string id, OfferInput input)
    {
        var group = await GroupRecordSql.Kind.FindAsync(write, id, steward.Key.Scopes);
        BodyRules.Check(input);
        if (group.Withdrawn is not null)
        {
            throw new ProblemException(ProblemKind.Conflict, "The group was withdrawn, and nobody keeps it any more. Record a new one.");
        }

        var network =
            await NetworkLookup.FindByIdOrNullAsync(write, input.Network)
            ?? throw BodyRules.Mistake(
                "network",
                "unknown-network",
                $"'{input.Network}' is no network. Use an id of /v1/networks?standing=any."
            );
        if (network == group.KeptBy)
        {
            throw BodyRules.Mistake("network", "keeps-it-already", $"{network} keeps the group already. Name another network.");
        }

        if (await OfferRecordSql.WaitsAsync(write, id))
        {
            throw new ProblemException(
                ProblemKind.Conflict,
                "An offer of the group waits for an answer already. Retract that offer first; /v1/offers?state=waiting lists it."
            );
        }

        return await OfferRecordSql.Kind.StateAsync(
            write,
            steward,
            RecordId.New(),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["group_id"] = id,
                ["kept_by"] = group.KeptBy,
                ["network_id"] = network,
                ["note"] = input.Note,
            },
            input.Reason
        );
    }

    /// <summary>The network's acceptance, which makes it the group's keeper in the same commit.</summary>
    public static Task<Written<OfferRecord>> AcceptAsync(WriteSession write, PublicLog log, Steward steward, ReplyRequest request) =>
        OfferRecordSql.Kind.ReplyAsync(
            write,
            steward,
            request,
            AgreementState.Accepted,
            async row =>
            {
                RequireReceiver(row, steward);
                if (await NetworkLookup.FindByIdOrNullAsync(write, row.NetworkId) != row.NetworkId)
                {
                    throw new ProblemException(
                        ProblemKind.Conflict,
                        "The network was withdrawn, and keeps no group any more. Refuse the offer."
                    );
                }

                var group = (await GroupRecordSql.Kind.ReadAsync(write, row.GroupId))!;
                if (group.Withdrawn is not null || group.KeptBy != row.KeptBy)
                {
                    throw new ProblemException(
                        ProblemKind.Conflict,
                        "Whoever offered the group keeps it no longer. Refuse the offer, and ask INPUD who keeps the group."
                    );
                }

                await OfferRecordSql.HandOverAsync(write, row.GroupId, row.NetworkId);
                await GroupRecordSql.Kind.RecordAsync(write, log, steward, row.GroupId, group, "change", request.Body.Reason);
            }
        );

    /// <summary>The network's refusal.</summary>
    public static Task<Written<OfferRecord>> RefuseAsync(WriteSession write, Steward steward, ReplyRequest request) =>
        OfferRecordSql.Kind.ReplyAsync(
            write,
            steward,
            request,
            AgreementState.Refused,
            row =>
            {
                RequireReceiver(row, steward);
                return Task.CompletedTask;
            }
        );

    /// <summary>The keeper takes its offer back.</summary>
    public static Task<Written<OfferRecord>> RetractAsync(WriteSession write, Steward steward, ReplyRequest request) =>
        OfferRecordSql.Kind.ReplyAsync(
            write,
            steward,
            request,
            AgreementState.Retracted,
            row =>
                row.IsMadeBy(steward.Key.Scopes)
                    ? Task.CompletedTask
                    : throw new ProblemException(ProblemKind.Forbidden, "Only whoever made the offer retracts it. Refuse it instead.")
        );

    private static void RequireReceiver(OfferRecordSql.Row row, Steward steward)
    {
        if (!row.IsMadeTo(steward.Key.Scopes))
        {
            throw new ProblemException(
                ProblemKind.Forbidden,
                "Only the network to which the group is offered, or INPUD, accepts or refuses the offer. As its keeper, you can retract it."
            );
        }
    }
}
