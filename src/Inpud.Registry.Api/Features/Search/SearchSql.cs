using Inpud.Registry.Api.Storage.Search;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Search;

internal static class SearchSql
{
    /// <summary>The query ranks at most this many names. The total counts all records found.</summary>
    private const int MostRanked = 1000;

    internal sealed record Row
    {
        public string Resource { get; init; } = "";
        public string ResourceId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Language { get; init; }
        public string Name { get; init; } = "";
        public string NameKey { get; init; } = "";
        public string Label { get; init; } = "";
        public string? Slug { get; init; }
    }

    /// <summary>The index has what was public at the last write. Only the view leaves out a group whose consent has expired since.</summary>
    private const string Shown = """
        and (@type is null or n.resource = @type)
        and (n.resource <> 'groups' or exists (select 1 from public_groups as g where g.id = n.resource_id))
        """;

    public static async Task<(IReadOnlyList<Row> Rows, int Total)> FindAsync(
        ReadSession read,
        NameQuery query,
        string key,
        string? type,
        string language
    )
    {
        if (query.Match is null)
        {
            return ([], 0);
        }

        var names = $"{NameQuery.From(read)} {Shown}";
        var asked = new
        {
            match = query.Match,
            type,
            key,
            language,
            beginning = key + "%",
            most = MostRanked,
        };
        var total = await read.SingleAsync<int>($"select count(*) from (select distinct n.resource, n.resource_id {names})", asked);
        var rows = await read.QueryAsync<Row>(
            $"""
            select n.*, (
                select l.name from public_names as l
                where l.resource = n.resource and l.resource_id = n.resource_id and l.kind = 'name' and coalesce(l.language, @language) = @language
                limit 1
            ) as label,
            case n.resource
                when 'groups' then (select g.slug from public_named_groups as g where g.id = n.resource_id)
                when 'people' then (select p.slug from public_people as p where p.id = n.resource_id)
            end as slug
            {names}
            order by n.name_key = @key desc, n.name_key like @beginning desc, length(n.name_key), n.id
            limit @most
            """,
            asked
        );
        return (rows, total);
    }
}
