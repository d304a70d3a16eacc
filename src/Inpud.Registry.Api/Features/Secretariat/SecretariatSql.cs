using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

internal static class SecretariatSql
{
    public static Task<Rows<PostTermRow>> ListAsync(ReadSession read, string day, Slice slice)
    {
        var rows = $"""
            select substr(cast(1000 + o.position as text), 2) as sort_key, t.id as row_id, {AsOf.Certainty("t")} as certainty,
                t.*, o.title as post_title, p.name as person_name
            from public_post_terms as t
            join public_posts as o on o.id = t.post_id
            left join public_people as p on p.id = t.person_id
            where {AsOf.IsPossible("t")}
            """;
        return read.ListAsync<PostTermRow>(rows, new DynamicParameters(new { day }), slice);
    }
}
