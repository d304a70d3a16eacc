using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

internal static class OfficeTermRecordSql
{
    public static readonly RecordKind<OfficeTermInput, OfficeTermRecord> Kind = new()
    {
        Resource = "office-terms",
        Word = "term",
        Example = "rqu7z-pmz39",
        Table = "office_terms",
        ReadAsync = ReadAsync,
        WithIdsAsync = async (write, input) => input with { Person = await SlugLookup.PersonAsync(write, input.Person) },
        RequireOwnerAsync = BoardRules.RequireOfficeAsync,
        OwnerOf = record => record.Office,
        Keepers = Keepers.Inpud("office_terms"),
        OwnerColumn = "office_id",
        AddMadeColumnsAsync = WithheldPerson.KeepAsync,
        MakeWayAsync = Vacancies.EndAsync,
        CheckRulesAsync = BoardRules.CheckOfficeAsync,
    };

    private static async Task<OfficeTermRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<OfficeTermRow>("select * from office_terms where id = @id", new { id }) is { } row
            ? new OfficeTermRecord
            {
                Id = row.Id,
                Office = row.OfficeId,
                Person = row.PersonId,
                PersonWithheld = row.PersonWithheld is true,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
