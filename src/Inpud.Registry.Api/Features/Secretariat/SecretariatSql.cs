using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

internal static class SecretariatSql
{
    internal sealed record Row : FactRow
    {
        public string PostId { get; init; } = "";
        public string Title { get; init; } = "";
        public string PersonId { get; init; } = "";
        public string Name { get; init; } = "";
    }

    public static Task<Rows<Row>> ListAsync(ReadSession read, string day, Slice slice)
    {
        var rows = $"""
            select substr(cast(1000 + o.position as text), 2) as sort_key, t.id as row_id, {AsOf.Certainty("t")} as certainty,
                t.post_id, o.title, t.person_id, p.name, t.period, t.observed, t.source_id, t.locator, t.note
            from public_post_terms as t
            join public_posts as o on o.id = t.post_id
            join public_people as p on p.id = t.person_id
            where {AsOf.IsPossible("t")}
            """;
        return read.ListAsync<Row>(rows, new DynamicParameters(new { day }), slice);
    }
}
