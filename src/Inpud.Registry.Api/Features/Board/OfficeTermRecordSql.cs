using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Board;

internal static class OfficeTermRecordSql
{
    public static readonly RecordKind<OfficeTermInput, OfficeTermRecord> Kind = new()
    {
        Resource = "office-terms",
        Word = "term",
        Example = "vice-chair-louise-beale-vincent",
        Table = "office_terms",
        ReadAsync = ReadAsync,
        NewIdAsync = (_, office, input) => Task.FromResult(RecordId.New("term", $"{office}-{input.Person ?? "vacant"}")),
        RequireOwnerAsync = BoardRules.RequireOfficeAsync,
        OwnerOf = record => record.Office,
        Keepers = Keepers.Inpud("office_terms"),
        OwnerColumn = "office_id",
        CheckRulesAsync = BoardRules.CheckOfficeAsync,
    };

    private static async Task<OfficeTermRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<OfficeTermRow>("select * from office_terms where id = @id", new { id }) is { } row
            ? new OfficeTermRecord
            {
                Id = row.Id,
                Office = row.OfficeId,
                Person = row.PersonId,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
