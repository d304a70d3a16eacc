using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

internal static class BoardSql
{
    internal sealed record Row : SourcedRow
    {
        public string Kind { get; init; } = "";
        public string? NetworkId { get; init; }
        public string? OfficeId { get; init; }
        public string Name { get; init; } = "";
        public string State { get; init; } = "";
        public string? Period { get; init; }
        public string? Observed { get; init; }
    }

    internal sealed record TermRow : FactRow
    {
        public string Id { get; init; } = "";
        public string? PersonId { get; init; }
        public string? Name { get; init; }
        public string? Country { get; init; }
        public string? Place { get; init; }
    }

    private const string SeatTerms = "from public_seat_terms as t where t.network_id = s.network_id";
    private const string OfficeTerms = "from public_office_terms as t where t.office_id = o.id";

    public static Task<Rows<Row>> ListAsync(ReadSession read, string day, string? kind, string? state, Slice slice)
    {
        var ofKind = kind is null ? "" : "and kind = @kind";
        var inState = state is null ? "" : "and state = @state";
        var rows = $"""
            select * from (
                select 'a ' || n.name_key as sort_key, 'seat ' || s.network_id as row_id, {AsOf.Certainty("s")} as certainty,
                    'seat' as kind, s.network_id, null as office_id, n.name, {StateOf(SeatTerms)} as state,
                    s.period, s.observed, s.source_id, s.locator, s.note
                from public_seats as s join public_networks as n on n.id = s.network_id
                where {AsOf.IsPossible("s")}
                union all
                select 'b ' || substr(cast(1000 + o.position as text), 2), 'office ' || o.id, 'certain',
                    'office', null, o.id, o.name, {StateOf(OfficeTerms)}, null, null, o.source_id, o.locator, o.note
                from public_offices as o
            ) as places
            where true {ofKind} {inState}
            """;
        return read.ListAsync<Row>(
            rows,
            new DynamicParameters(
                new
                {
                    day,
                    kind,
                    state,
                }
            ),
            slice
        );
    }

    /// <summary>The terms of each seat and office that are possible on a day.</summary>
    public static async Task<ILookup<string, TermRow>> TermsAsync(ReadSession read, string day)
    {
        var rows = await read.QueryAsync<TermRow>(
            $"""
            select 'seat ' || t.network_id as row_id, {AsOf.Certainty("t")} as certainty,
                t.person_id, p.name, t.country, t.place, t.period, t.observed, t.source_id, t.locator, t.note, t.id as id
            from public_seat_terms as t left join public_people as p on p.id = t.person_id
            where {AsOf.IsPossible("t")}
            union all
            select 'office ' || t.office_id, {AsOf.Certainty("t")},
                t.person_id, p.name, null, null, t.period, t.observed, t.source_id, t.locator, t.note, t.id as id
            from public_office_terms as t left join public_people as p on p.id = t.person_id
            where {AsOf.IsPossible("t")}
            order by id
            """,
            new { day }
        );
        return rows.ToLookup(row => row.RowId);
    }

    private static string StateOf(string terms) =>
        $"""
            case
                when exists (select 1 {terms} and t.person_id is not null and {AsOf.IsCertain("t")}) then 'filled'
                when exists (select 1 {terms} and t.person_id is null and {AsOf.IsCertain("t")}) then 'vacant'
                else 'unknown'
            end
            """;
}
