using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Organisation;

internal static class PartnerRecordSql
{
    public static readonly RecordKind<PartnerInput, PartnerRecord> Kind = new()
    {
        Resource = "partners",
        Word = "partner",
        Example = "robert-carr-fund",
        Table = "partners",
        ReadAsync = ReadAsync,
        Keepers = Keepers.Inpud("partners"),
    };

    private static async Task<PartnerRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<PartnersSql.Row>("select * from partners where id = @id", new { id }) is { } row
            ? new PartnerRecord
            {
                Id = id,
                Name = row.Name,
                Abbreviation = row.Abbreviation,
                Role = Kebab.Parse<PartnerRole>(row.Role),
                Summary = row.Summary,
                Document = row.DocumentId,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = Instant.ParseOrNull(row.Withdrawn),
                Citation = row.Citation,
            }
            : null;
}
