using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

internal static class PartnersSql
{
    internal sealed record Row : FactRow
    {
        public string Name { get; init; } = "";
        public string? Abbreviation { get; init; }
        public string Role { get; init; } = "";
        public string Summary { get; init; } = "";
        public string? DocumentId { get; init; }

        /// <summary>When it was withdrawn; null in a public view, which does not have the column.</summary>
        public string? Withdrawn { get; init; }
    }

    public static Task<Rows<Row>> ListAsync(ReadSession read, Slice slice, string day, string? role)
    {
        var inRole = role is null ? "" : "and p.role = @role";
        var rows = $"""
            select lower(p.name) as sort_key, p.id as row_id, {AsOf.Certainty("p")} as certainty,
                p.name, p.abbreviation, p.role, p.summary, p.document_id, p.period, p.observed, p.source_id, p.locator, p.note
            from public_partners as p
            where {AsOf.IsPossible("p")} {inRole}
            """;
        return read.ListAsync<Row>(rows, new DynamicParameters(new { day, role }), slice);
    }
}
