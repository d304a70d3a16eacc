using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

internal static class ClaimRecordSql
{
    public static readonly RecordKind<ClaimInput, ClaimRecord> Kind = new()
    {
        Resource = "claims",
        Word = "claim",
        Example = "africanpud-15",
        Table = "claims",
        ReadAsync = ReadAsync,
        RequireOwnerAsync = Facts.RequireNetworkAsync,
        OwnerOf = record => record.Network,
        Keepers = Keepers.Network("claims"),
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
