using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Lookups;

/// <summary>Finds the groups and people that a slug names. A record that is not public has no slug for anybody, and no former address.</summary>
internal static class SlugLookup
{
    /// <summary>
    /// The id of the public group with the slug, of today or of a former name, or of which that is the address of a duplicate; the text itself where it names none. A refusal repeats what comes out, so
    /// that an address which leads to a hidden group leads nowhere.
    /// </summary>
    public static async Task<string> GroupAsync(IQuerySession session, string text) =>
        await session.FindOrNullAsync<string>(
            """
            select f.id
            from (
                select id, 1 as place from public_named_groups where slug = @text
                union all
                select group_id, 2 from public_group_names where slug = @text
                union all
                select g.id, 3 from merged_records as m join public_named_groups as g on g.id = m.into_id where m.resource = 'groups' and m.address = @text
            ) as f
            order by f.place limit 1
            """,
            new { text }
        ) ?? text;

    /// <summary>The id of the group to which a former address leads: the slug of a former name, or the id or slug of a duplicate; null where it leads to none. The group can be hidden.</summary>
    public static Task<string?> FormerGroupOrNullAsync(IQuerySession session, string address) =>
        session.FindOrNullAsync<string>(
            """
            select group_id from public_group_names where slug = @address
            union all
            select into_id from merged_records where resource = 'groups' and address = @address
            limit 1
            """,
            new { address }
        );

    /// <summary>The same of a public person; null where nobody is named.</summary>
    public static async Task<string?> PersonAsync(IQuerySession session, string? text) =>
        text is null
            ? null
            : await session.FindOrNullAsync<string>(
                """
                select f.id
                from (
                    select id, 1 as place from public_people where slug = @text
                    union all
                    select person_id, 2 from public_person_names where slug = @text
                    union all
                    select p.id, 3 from merged_records as m join public_people as p on p.id = m.into_id where m.resource = 'people' and m.address = @text
                ) as f
                order by f.place limit 1
                """,
                new { text }
            ) ?? text;

    /// <summary>The same for a person. The person can be withheld.</summary>
    public static Task<string?> FormerPersonOrNullAsync(IQuerySession session, string address) =>
        session.FindOrNullAsync<string>(
            """
            select person_id from public_person_names where slug = @address
            union all
            select into_id from merged_records where resource = 'people' and address = @address
            limit 1
            """,
            new { address }
        );
}
