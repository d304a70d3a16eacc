using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Board;

internal static class OfficeTermRecordSql
{
    private sealed record Row : KeptRow
    {
        public string OfficeId { get; init; } = "";
        public string? PersonId { get; init; }
    }

    public static readonly RecordKind<OfficeTermInput, OfficeTermRecord> Kind = new()
    {
        Resource = "office-terms",
        Word = "term",
        Table = "office_terms",
        ReadAsync = ReadAsync,
        OwnerOf = record => record.Office,
        KeepersSql = "select null from office_terms where id = @id",
        OwnerColumn = "office_id",
        CheckRulesAsync = BoardRules.CheckOfficeAsync,
    };

    private static async Task<OfficeTermRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<Row>("select * from office_terms where id = @id", new { id }) is { } row
            ? new OfficeTermRecord
            {
                Id = row.Id,
                Office = row.OfficeId,
                Person = row.PersonId,
                Period = row.Dates,
                Observed = row.Seen,
                Withdrawn = Instant.ParseOrNull(row.Withdrawn),
                Citation = row.Citation,
            }
            : null;
}
