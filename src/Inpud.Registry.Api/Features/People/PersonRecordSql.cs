using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.People;

internal static class PersonRecordSql
{
    public static readonly RecordKind<PersonInput, PersonRecord> Kind = new()
    {
        Resource = "people",
        Word = "person",
        Example = "q5fbh-78xqc",
        Table = "people",
        ReadAsync = ReadAsync,
        Keepers = Keepers.Named("people"),
        AddMadeColumnsAsync = SlugColumn.Of("people", "person"),
        CheckUnusedAsync = async (write, record) =>
        {
            var terms = await write.QueryAsync<string>(
                """
                select id from seat_terms where person_id = @Id and withdrawn is null
                union all
                select id from office_terms where person_id = @Id and withdrawn is null
                union all
                select id from post_terms where person_id = @Id and withdrawn is null
                """,
                new { record.Id }
            );
            if (terms is [{ } term, ..])
            {
                throw Facts.InUse($"The person has the term '{term}'. Withdraw the person's terms first.");
            }
        },
    };

    private static async Task<PersonRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<PersonRow>("select * from people where id = @id", new { id }) is { } row
            ? new PersonRecord
            {
                Id = row.Id,
                Slug = row.Slug,
                Name = row.Name,
                Visibility = Kebab.Parse<PersonVisibility>(row.VisibilityText),
                KeptBy = row.KeptBy,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
