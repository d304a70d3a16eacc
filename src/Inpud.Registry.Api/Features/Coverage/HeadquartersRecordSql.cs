using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Coverage;

internal static class HeadquartersRecordSql
{
    private sealed record Row : KeptRow
    {
        public string NetworkId { get; init; } = "";
        public string Country { get; init; } = "";
        public string? Place { get; init; }
    }

    public static readonly RecordKind<HeadquartersInput, HeadquartersRecord> Kind = new()
    {
        Resource = "headquarters",
        Word = "headquarters",
        Table = "headquarters",
        ReadAsync = ReadAsync,
        OwnerOf = record => record.Network,
        KeepersSql = "select network_id from headquarters where id = @id",
        OwnerColumn = "network_id",
    };

    private static async Task<HeadquartersRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<Row>("select * from headquarters where id = @id", new { id }) is { } row
            ? new HeadquartersRecord
            {
                Id = row.Id,
                Network = row.NetworkId,
                Country = row.Country,
                Place = row.Place,
                Period = row.Dates,
                Observed = row.Seen,
                Withdrawn = Instant.ParseOrNull(row.Withdrawn),
                Citation = row.Citation,
            }
            : null;
}
