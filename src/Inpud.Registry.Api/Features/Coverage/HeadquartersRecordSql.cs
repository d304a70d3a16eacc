using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Coverage;

internal static class HeadquartersRecordSql
{
    public static readonly RecordKind<HeadquartersInput, HeadquartersRecord> Kind = new()
    {
        Resource = "headquarters",
        Word = "headquarters",
        Example = "africanpud-ke",
        Table = "headquarters",
        ReadAsync = ReadAsync,
        RequireOwnerAsync = Facts.RequireNetworkAsync,
        OwnerOf = record => record.Network,
        Keepers = Keepers.Network("headquarters"),
        OwnerColumn = "network_id",
    };

    private static async Task<HeadquartersRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<HeadquartersRow>("select * from headquarters where id = @id", new { id }) is { } row
            ? new HeadquartersRecord
            {
                Id = row.Id,
                Network = row.NetworkId,
                Country = row.Country,
                Place = row.Place,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
