using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>Reads and writes networks as their stewards keep them, with the parts that have tables of their own.</summary>
internal static class NetworkRecordSql
{
    public static readonly RecordKind<NetworkInput, NetworkRecord> Kind = new()
    {
        Resource = "networks",
        Word = "network",
        Example = "inwud",
        Table = "networks",
        ReadAsync = ReadAsync,
        NewId = input => input.Id,
        Keepers = Keepers.Network("networks", column: "id"),
        MergeAsync = MergedRecordSql.MergeNetworkAsync,
        DateAsync = NetworkDating.DateAsync,
        CheckRulesAsync = NetworkWrite.CheckRulesAsync,
        WritePartsAsync = WritePartsAsync,
        CheckUnusedAsync = CheckUnusedAsync,
        WhyInpudWithdraws = _ =>
            "INPUD alone withdraws a network, as it alone closes one: set the end of its period. Ask INPUD's stewards.",
    };

    /// <summary>Writes the remit and the seat. A network has at most one of each. A seat that has terms cannot be removed.</summary>
    private static async Task WritePartsAsync(WriteSession write, Proposed<NetworkInput, NetworkRecord> proposed)
    {
        var (id, input, steward) = (proposed.Id, proposed.Input, proposed.Steward);
        await WriteRemitAsync(write, steward, id, input.Remit);
        await WriteSeatAsync(write, steward, id, input.Seat);
    }

    private static async Task WriteRemitAsync(WriteSession write, Steward steward, string id, NetworkRemitInput remit)
    {
        await write.ExecuteAsync("delete from remit_countries where network_id = @id", new { id });
        await RowsSql.PutAsync(write, "remits", "network_id", id, await TableColumns.OfAsync(write, steward, "remits", remit, "remit."));
        foreach (var country in await NetworkWrite.CountriesAsync(write, remit.Countries, "remit.countries"))
        {
            await write.ExecuteAsync("insert into remit_countries (network_id, country) values (@id, @country)", new { id, country });
        }
    }

    private static async Task WriteSeatAsync(WriteSession write, Steward steward, string id, NetworkSeatInput? seat)
    {
        if (seat is not null)
        {
            await RowsSql.PutAsync(write, "seats", "network_id", id, await TableColumns.OfAsync(write, steward, "seats", seat, "seat."));
            return;
        }

        if ((await write.QueryAsync<string>("select id from seat_terms where network_id = @id", new { id })).Count > 0)
        {
            throw Facts.InUse("The seat has terms, withdrawn ones included. It ends by an end of its period.");
        }

        await write.ExecuteAsync("delete from seats where network_id = @id", new { id });
    }

    private static async Task CheckUnusedAsync(WriteSession write, Steward _, NetworkRecord record)
    {
        var used = await write.QueryAsync<string>(
            """
            select 'the membership ' || id from memberships where network_id = @Id and withdrawn is null
            union all
            select 'the term ' || id from seat_terms where network_id = @Id and withdrawn is null
            union all
            select 'groups that it keeps' from groups where kept_by = @Id and withdrawn is null
            union all
            select 'the application ' || id || ', which is not decided' from applications where network_id = @Id and state in ('waiting', 'returned')
            union all
            select 'the proposal ' || id || ', which waits' from proposals where network_id = @Id and state = 'waiting'
            union all
            select 'the offer ' || id || ', which waits' from offers where network_id = @Id and state = 'waiting'
            """,
            new { record.Id }
        );
        if (used is [{ } what, ..])
        {
            throw Facts.InUse(
                $"The network has {what}. Withdraw, refuse or retract what stands on it first; a network that was real closes by an end of its period."
            );
        }
    }

    private static async Task<NetworkRecord?> ReadAsync(IQuerySession session, string id)
    {
        var asked = new { id };
        if (await session.FindOrNullAsync<NetworkRow>("select * from networks where id = @id", asked) is not { } row)
        {
            return null;
        }

        var names = await session.QueryAsync<NetworkNameRow>("select * from network_names where network_id = @id order by name", asked);
        var standings = await session.QueryAsync<NetworkStandingRow>(
            "select * from network_standings where network_id = @id order by possible_from, standing, period",
            asked
        );
        var seat = await session.FindOrNullAsync<SeatRow>("select * from seats where network_id = @id", asked);
        var remit = (await session.FindOrNullAsync<RemitRow>("select * from remits where network_id = @id", asked))!;
        var countries = await session.QueryAsync<string>(
            "select country from remit_countries where network_id = @id order by country",
            asked
        );
        var externalIds = await session.QueryAsync<ExternalIdRow>(
            "select * from network_external_ids where network_id = @id order by scheme, value",
            asked
        );
        var formerValues = await session.QueryAsync<NetworkFormerValueRow>(
            "select * from network_former_values where network_id = @id order by attribute, replaced_by",
            asked
        );
        return new NetworkRecord(row)
        {
            Id = row.Id,
            ExternalIds = [.. externalIds.Select(ExternalId.Of)],
            Remit = new NetworkRemitRecord
            {
                Basis = remit.Basis,
                Definition = remit.Definition,
                Countries = countries,
                Citation = remit.Citation,
            },
            Names =
            [
                .. names.Select(name => new NetworkNameRecord
                {
                    Name = name.Name,
                    Kind = name.Kind,
                    Period = name.Period,
                    Observed = name.Observed,
                    Citation = name.Citation,
                }),
            ],
            Successors = await SuccessionsSql.OfNetworks.StatedAsync(session, id),
            FormerValues = [.. formerValues.Select(NetworkFormerValue.Of)],
            Standings =
            [
                .. standings.Select(standing => new NetworkStandingRecord
                {
                    Standing = standing.Standing,
                    Period = standing.Period,
                    Observed = standing.Observed,
                    Citation = standing.Citation,
                }),
            ],
            Seat = seat is null
                ? null
                : new NetworkSeatRecord
                {
                    Period = seat.Period,
                    Observed = seat.Observed,
                    Citation = seat.Citation,
                },
            Withdrawn = row.Withdrawn,
        };
    }
}
