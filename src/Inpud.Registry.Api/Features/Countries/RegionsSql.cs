using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Countries;

internal static class RegionsSql
{
    internal sealed record Row : ListRow
    {
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Parent { get; init; }
        public int Countries { get; init; }
        public string SourceId { get; init; } = "";
    }

    public static Task<Rows<Row>> ListAsync(ReadSession read, string language, string? kind, Slice slice)
    {
        var ofKind = kind is null ? "" : "where r.kind = @kind";
        var rows = $"""
            select r.code as sort_key, r.code as row_id, 'certain' as certainty, n.name, r.kind, r.parent, r.source_id,
                (select count(*) from public_region_countries as c where c.region = r.code) as countries
            from public_regions as r
            join public_region_names as n on n.region = r.code and n.language = @language
            {ofKind}
            """;
        return read.ListAsync<Row>(rows, new DynamicParameters(new { language, kind }), slice);
    }
}
