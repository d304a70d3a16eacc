using System.Text.Json;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Storage.Hiding;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The offers of a group that wait for an answer.</summary>
internal static class WaitingOfferRecordSql
{
    private const string Waiting = "waiting";
    private const string Retracted = "retracted";

    /// <summary>
    /// Retracts them where the group gets another keeper: the one who made the offer keeps the group no longer. An offer that stayed would stand in the way of the new keeper's, and would show the group
    /// again once the former keeper has it back.
    /// </summary>
    public static async Task RetractAsync(WriteSession write, Proposed<GroupInput, GroupRecord> proposed)
    {
        if (proposed.Current is not { } current || current.KeptBy == proposed.Input.KeptBy)
        {
            return;
        }

        var offers = await write.QueryAsync<string>(
            "select id from offers where group_id = @id and state = @waiting",
            new { id = proposed.Id, waiting = Waiting }
        );
        foreach (var id in offers)
        {
            await LettersSql.CloseAsync(
                write,
                Letters.Offers,
                new LetterRow
                {
                    Id = id,
                    State = Retracted,
                    Decided = Instant.Text(write.Now),
                }
            );
            await write.RecordAsync(
                new Change(
                    write.Now,
                    proposed.Steward.Key.Label,
                    Retracted,
                    Letters.Offers.Table,
                    id,
                    StateOf(Waiting),
                    StateOf(Retracted),
                    proposed.Input.Reason
                )
            );
        }
    }

    private static string StateOf(string state) => JsonSerializer.Serialize(new { state }, RegistryJson.Options);
}
