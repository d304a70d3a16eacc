using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Coverage;

internal static class ClaimRecordSql
{
    private sealed record Row : KeptRow
    {
        public string NetworkId { get; init; } = "";
        public int Countries { get; init; }
        public string? Stated { get; init; }
    }

    public static readonly RecordKind<ClaimInput, ClaimRecord> Kind = new()
    {
        Resource = "claims",
        Word = "claim",
        Table = "claims",
        ReadAsync = ReadAsync,
        OwnerOf = record => record.Network,
        KeepersSql = "select network_id from claims where id = @id",
        OwnerColumn = "network_id",
    };

    private static async Task<ClaimRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<Row>("select * from claims where id = @id", new { id }) is { } row
            ? new ClaimRecord
            {
                Id = row.Id,
                Network = row.NetworkId,
                Countries = row.Countries,
                Stated = row.Stated is null ? null : PartialDate.Parse(row.Stated),
                Period = row.Dates,
                Observed = row.Seen,
                Withdrawn = Instant.ParseOrNull(row.Withdrawn),
                Citation = row.Citation,
            }
            : null;
}
