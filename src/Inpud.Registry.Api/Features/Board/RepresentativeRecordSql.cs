using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

internal static class RepresentativeRecordSql
{
    public static readonly RecordKind<RepresentativeInput, RepresentativeRecord> Kind = new()
    {
        Resource = "representatives",
        Word = "term",
        Example = "7awfx-bzbaw",
        Table = "seat_terms",
        ReadAsync = ReadAsync,
        WithIdsAsync = async (write, input) => input with { Person = await SlugLookup.PersonAsync(write, input.Person) },
        RequireOwnerAsync = Facts.RequireNetworkAsync,
        OwnerOf = record => record.Network,
        Keepers = Keepers.Network("seat_terms"),
        OwnerColumn = "network_id",
        AddMadeColumnsAsync = WithheldPerson.KeepAsync,
        MakeWayAsync = Vacancies.EndAsync,
        CheckRulesAsync = BoardRules.CheckSeatAsync,
        CheckUnusedAsync = BoardRules.CheckSeatIsUnusedAsync,
    };

    private static async Task<RepresentativeRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<SeatTermRow>("select * from seat_terms where id = @id", new { id }) is { } row
            ? new RepresentativeRecord
            {
                Id = row.Id,
                Network = row.NetworkId,
                Person = row.PersonId,
                PersonWithheld = row.PersonWithheld is true,
                Country = row.Country,
                Place = row.Place,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
