using FluentValidation.Results;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Rules;

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
        AddMadeColumnsAsync = SlugColumn.Of("people", "person", "person_names", "person_id"),
        MergeAsync = MergedRecordSql.MergePersonAsync,
        WithIdsAsync = WithIdsAsync,
        DateAsync = PersonDating.DateAsync,
        WritePartsAsync = (write, proposed) =>
            FormerSlugs.KeepAsync(
                write,
                "person_names",
                "person_id",
                proposed.Id,
                (proposed.Input.Names ?? []).Where(name => name.Kind == PersonNameKind.Former).Select(name => name.Name),
                (proposed.Current?.Names ?? []).Select(name => new NameWithSlug(name.Name, name.Slug)),
                proposed.Current is { } current && current.Name != proposed.Input.Name
                    ? new NameWithSlug(current.Name, current.Slug)
                    : null,
                proposed.Input.Correction == true
            ),
        CheckRulesAsync = CheckRulesAsync,
        WhyInpudWithdraws = record =>
            record.Visibility == PersonVisibility.Withheld
                ? "INPUD alone withdraws a person whose name is withheld: a person with a term is not withdrawn, and a refusal would tell which term is theirs. Ask INPUD's stewards."
                : null,
        CheckUnusedAsync = async (write, _, record) =>
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

    private static async Task<PersonInput> WithIdsAsync(WriteSession write, PersonInput input)
    {
        if (input.DistinctFrom is null)
        {
            return input;
        }

        var ids = new List<string>();
        foreach (var other in input.DistinctFrom)
        {
            // An id stays, also where the person was entered twice and leads to another one now.
            ids.Add(
                await write.FindOrNullAsync<string>("select id from people where id = @other", new { other })
                    ?? (await SlugLookup.PersonAsync(write, other))!
            );
        }

        return input with
        {
            DistinctFrom = ids,
        };
    }

    /// <summary>Refuses a second person of one name, among those whom the steward may name: a refusal would reveal another.</summary>
    private static async Task CheckRulesAsync(WriteSession write, Proposed<PersonInput, PersonRecord> proposed)
    {
        var input = proposed.Input;
        var namesakes = await write.QueryAsync<string>(
            """
            select id from people where name_key = @key and id <> @Id and withdrawn is null
            union
            select n.person_id from person_names as n join people as p on p.id = n.person_id where n.name_key = @key and p.id <> @Id and p.withdrawn is null
            order by 1
            """,
            new { key = UniqueName.Of(input.Name), proposed.Id }
        );
        foreach (var other in namesakes.Except(input.DistinctFrom ?? []))
        {
            if (await RuleFactsSql.MayNameAsync(write, other, proposed.Steward.Key.Scopes))
            {
                BrokenRules.ThrowIfAny(
                    [
                        new ValidationFailure(
                            "Name",
                            $"A person with the name '{input.Name}' is recorded: '{other}'. Use that record, or name it in 'distinctFrom', where the two are different people."
                        )
                        {
                            ErrorCode = RuleCatalog.DuplicatePerson.Code,
                            CustomState = other,
                        },
                    ],
                    _ => "name"
                );
            }
        }
    }

    private static async Task<PersonRecord?> ReadAsync(IQuerySession session, string id)
    {
        var names = await session.QueryAsync<PersonNameRow>("select * from person_names where person_id = @id order by name", new { id });
        return await session.FindOrNullAsync<PersonRow>("select * from people where id = @id", new { id }) is { } row
            ? new PersonRecord
            {
                Id = row.Id,
                Slug = row.Slug,
                Name = row.Name,
                Visibility = Kebab.Parse<PersonVisibility>(row.VisibilityText),
                KeptBy = row.KeptBy,
                Names = [.. names.Select(PersonName.Of)],
                DistinctFrom = row.DistinctFrom,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
    }
}
