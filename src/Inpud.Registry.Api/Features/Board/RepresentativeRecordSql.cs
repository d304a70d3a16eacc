using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Board;

internal static class RepresentativeRecordSql
{
    private sealed record Row : KeptRow
    {
        public string NetworkId { get; init; } = "";
        public string? PersonId { get; init; }
        public string? Country { get; init; }
        public string? Place { get; init; }
    }

    public static readonly RecordKind<RepresentativeInput, RepresentativeRecord> Kind = new()
    {
        Resource = "representatives",
        Word = "term",
        Table = "seat_terms",
        ReadAsync = ReadAsync,
        OwnerOf = record => record.Network,
        KeepersSql = "select network_id from seat_terms where id = @id",
        OwnerColumn = "network_id",
        CheckRulesAsync = BoardRules.CheckSeatAsync,
        CheckUnusedAsync = BoardRules.CheckSeatIsUnusedAsync,
    };

    private static async Task<RepresentativeRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<Row>("select * from seat_terms where id = @id", new { id }) is { } row
            ? new RepresentativeRecord
            {
                Id = row.Id,
                Network = row.NetworkId,
                Person = row.PersonId,
                Country = row.Country,
                Place = row.Place,
                Period = row.Dates,
                Observed = row.Seen,
                Withdrawn = Instant.ParseOrNull(row.Withdrawn),
                Citation = row.Citation,
            }
            : null;
}
