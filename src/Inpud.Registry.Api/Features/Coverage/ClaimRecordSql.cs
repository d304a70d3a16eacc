using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

internal static class ClaimRecordSql
{
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
        await session.FindOrNullAsync<ClaimRow>("select * from claims where id = @id", new { id }) is { } row
            ? new ClaimRecord
            {
                Id = row.Id,
                Network = row.NetworkId,
                Countries = row.Countries,
                Stated = row.Stated,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
