using System.ComponentModel.DataAnnotations.Schema;
using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Board;

internal static class BoardSql
{
    internal sealed record PlaceRow : SourcedRow
    {
        public required string Kind { get; init; }
        public required string? NetworkId { get; init; }
        public required string? OfficeId { get; init; }
        public required string Name { get; init; }
        public required string State { get; init; }

        [Column("period")]
        public required string? PeriodText { get; init; }

        [Column("observed")]
        public required string? ObservedText { get; init; }

        /// <summary>The time of a seat; null for an office.</summary>
        public Period? Period => PeriodText is null ? null : Period.Parse(PeriodText, ObservedText);

        public PartialDate? Observed => PartialDate.ParseOrNull(ObservedText);
    }

    private const string SeatTerms = "from public_seat_terms as t where t.network_id = s.network_id";
    private const string OfficeTerms = "from public_office_terms as t where t.office_id = o.id";

    /// <summary>The seats and offices. A seat has the name of its network as of the day.</summary>
    public static async Task<Rows<PlaceRow>> ListAsync(ReadSession read, string day, string? kind, string? state, Slice slice)
    {
        var ofKind = kind is null ? "" : "and kind = @kind";
        var inState = state is null ? "" : "and state = @state";
        var rows = $"""
            select * from (
                select 'a ' || n.name_order as sort_key, 'seat ' || s.network_id as row_id, {AsOf.Certainty("s")} as certainty,
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
        var list = await read.ListAsync<PlaceRow>(
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
        var former = await FormerNames.OfNetworks.OnAsync(read, list.Items.Select(row => row.NetworkId).OfType<string>(), day);
        return list with { Items = [.. list.Items.Select(NameThen)] };

        PlaceRow NameThen(PlaceRow row) =>
            row.NetworkId is { } network ? row with { Name = former.GetValueOrDefault(network, row.Name) } : row;
    }

    /// <summary>Reads the seat terms that are certain or possible on a day, by network.</summary>
    public static async Task<ILookup<string, SeatTermRow>> SeatTermsAsync(ReadSession read, string day)
    {
        var terms = await read.QueryAsync<SeatTermRow>(
            $"""
            select t.*, {AsOf.Certainty("t")} as certainty, p.name as person_name
            from public_seat_terms as t left join public_people as p on p.id = t.person_id
            where {AsOf.IsPossible("t")}
            order by t.id
            """,
            new { day }
        );
        return terms.ToLookup(term => term.NetworkId);
    }

    /// <summary>Reads the office terms that are certain or possible on a day, by office.</summary>
    public static async Task<ILookup<string, OfficeTermRow>> OfficeTermsAsync(ReadSession read, string day)
    {
        var terms = await read.QueryAsync<OfficeTermRow>(
            $"""
            select t.*, {AsOf.Certainty("t")} as certainty, p.name as person_name
            from public_office_terms as t left join public_people as p on p.id = t.person_id
            where {AsOf.IsPossible("t")}
            order by t.id
            """,
            new { day }
        );
        return terms.ToLookup(term => term.OfficeId);
    }

    private static string StateOf(string terms) =>
        $"""
            case
                when exists (select 1 {terms} and (t.person_id is not null or t.person_withheld) and {AsOf.IsCertain("t")}) then 'filled'
                when exists (select 1 {terms} and t.person_id is null and t.person_withheld is null and {AsOf.IsCertain("t")}) then 'vacant'
                else 'unknown'
            end
            """;
}
