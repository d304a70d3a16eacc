using System.Text.Json;
using Inpud.Registry.Api.Storage.Counts;
using Inpud.Registry.Api.Storage.Search;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Search;

internal static class SearchSql
{
    /// <summary>The query ranks at most this many names. The total counts all records found.</summary>
    private const int MostRanked = 1000;

    /// <summary>Of more names than this, not all are compared: those that begin with the search, the shortest first, and the first of the others.</summary>
    private const int MostCompared = 10_000;

    /// <summary>Most searches match fewer names. These are read as they are, and put in order by the program.</summary>
    private const int Few = 200;

    internal sealed record Row
    {
        /// <summary>The number of the name, which tells it from others that read the same.</summary>
        public long Number { get; init; }
        public string Resource { get; init; } = "";
        public string ResourceId { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Language { get; init; }
        public string Name { get; init; } = "";
        public string SearchKey { get; init; } = "";

        /// <summary>The slug of a group, or its id where it has none; null for anything else.</summary>
        public string? Slug { get; init; }

        private string[]? words;

        /// <summary>The words of the name, which are cut once.</summary>
        public string[] Words => words ??= SearchText.Words(Name);
    }

    /// <summary>Who holds a post or an office now.</summary>
    internal sealed record Holder
    {
        public string Resource { get; init; } = "";
        public string ResourceId { get; init; } = "";
        public string PersonId { get; init; } = "";
    }

    /// <summary>How a found record is shown.</summary>
    internal sealed record Shown
    {
        public string Resource { get; init; } = "";
        public string ResourceId { get; init; } = "";
        public string Label { get; init; } = "";
        public string? Slug { get; init; }

        /// <summary>The last day on which a partner is listed, where that is past; null for others.</summary>
        public string? Until { get; init; }
    }

    private const string Columns =
        "n.id, n.found_resource as resource, n.found_id as resource_id, n.kind, n.language, n.name, n.search_key";

    private static string AllHits(ReadSession read) => $"select {Columns} {NameQuery.From(read)}";

    /// <summary>
    /// The slug of the group <c>id</c>, or the id where it has none; null where the group is not shown. The index has what was public at the last write: only the view leaves out a group whose consent
    /// has expired since.
    /// </summary>
    private static string SlugOf(string id) => $"(select coalesce(g.slug, g.id) from public_named_groups as g where g.id = {id})";

    private static string FewHits(ReadSession read) =>
        $"""
            select
                n.id as number, n.found_resource as resource, n.found_id as resource_id, n.kind, n.language, n.name, n.search_key,
                case when n.found_resource = 'groups' then {SlugOf("n.found_id")} end as slug
            {NameQuery.From(read)} limit {Few + 1}
            """;

    private const string Holders = $"""
        with hits as (select value ->> 0 as resource, value ->> 1 as resource_id from json_each(@asked))
        select h.resource, h.resource_id, t.person_id {OfPosts}
        union all
        select h.resource, h.resource_id, t.person_id {OfOffices}
        """;

    /// <summary>The names that begin with the search, the shortest first: an index has the names of each length in their order. Then the names that the index of words gives first.</summary>
    private static string FirstHits(ReadSession read) =>
        $"""
            select * from (
                with recursive lengths (value) as (select length(@key) union all select value + 1 from lengths where value < length(@key) + 300)
                select {Columns} from lengths as l cross join public_names as n
                where length(n.search_key) = l.value and n.search_key >= @key and n.search_key < @after
                {NameQuery.ByLength(read)} limit {MostRanked}
            ) as beginning
            union
            select * from ({AllHits(read)} {NameQuery.ByNumber(read)} limit {MostCompared}) as first
            """;

    private const string OfPosts =
        $"from hits as h cross join public_post_terms as t where t.post_id = h.resource_id and h.resource = 'posts' and {IsHeldNow}";

    private const string OfOffices =
        $"from hits as h cross join public_office_terms as t where t.office_id = h.resource_id and h.resource = 'offices' and {IsHeldNow}";

    private const string IsHeldNow =
        "t.person_id is not null and t.possible_from <= registry_today() and registry_today() <= t.possible_to";

    /// <summary>
    /// The hits, each with what it finds. A post or an office finds whoever holds it now as well: the terms say who, so that nobody is found by a term whose person is withheld.
    /// </summary>
    private static string Found(string hits) =>
        $"""
            with hits as materialized ({hits}),
            found as (
                select h.* from hits as h
                union all
                select h.id, 'people', t.person_id, 'post', h.language, h.name, h.search_key {OfPosts}
                union all
                select h.id, 'people', t.person_id, 'office', h.language, h.name, h.search_key {OfOffices}
            ),
            shown as materialized (
                select s.*
                from (
                    select
                        f.*,
                        case when f.resource = 'groups' then {SlugOf("f.resource_id")} end as slug
                    from found as f
                    where (@type is null or f.resource = @type)
                ) as s
                where s.resource <> 'groups' or s.slug is not null
            )
            """;

    /// <summary>
    /// How many records <see cref="Found"/> finds. It looks at each record once, however many names of it match, and at each group only where some are hidden: a search can match most of the registry.
    /// </summary>
    private static string Total(ReadSession read) =>
        $"""
            with hits as materialized (select distinct n.found_resource as resource, n.found_id as resource_id {NameQuery.From(read)})
            select
                (
                    select count(*) from hits
                    where
                        (@type is null or resource = @type)
                        and (
                            resource <> 'groups' or not {HiddenGroups.AreSome}
                            or exists (select 1 from public_named_groups as g where g.id = resource_id)
                        )
                )
                + (
                    select count(*) from (select t.person_id {OfPosts} union select t.person_id {OfOffices}) as holders
                    where (@type is null or @type = 'people') and person_id not in (select resource_id from hits where resource = 'people')
                )
            """;

    public static async Task<(IReadOnlyList<Row> Rows, int Total)> FindAsync(ReadSession read, NameQuery query, string? type)
    {
        if (query.Match is null)
        {
            return ([], 0);
        }

        var few = await read.QueryAsync<Row>(FewHits(read), new { match = query.Match });
        return few.Count <= Few ? await AllOfAsync(read, few, type) : await FirstOfAsync(read, query, type);
    }

    /// <summary>The records that all names of a search find.</summary>
    private static async Task<(IReadOnlyList<Row> Rows, int Total)> AllOfAsync(ReadSession read, IReadOnlyList<Row> hits, string? type)
    {
        var held = hits.Where(row => row.Resource is "posts" or "offices").ToList();
        var found = held.Count == 0 ? hits : [.. hits, .. await HoldersOfAsync(read, held)];
        var rows = found
            .Where(row => (type is null || row.Resource == type) && (row.Resource != "groups" || row.Slug is not null))
            .ToList();
        return (rows, CountOf(rows));
    }

    /// <summary>Whoever holds the posts and the offices now, each by the name that found the post or the office.</summary>
    private static async Task<IEnumerable<Row>> HoldersOfAsync(ReadSession read, IReadOnlyList<Row> held)
    {
        var asked = held.Select(row => (row.Resource, row.ResourceId)).Distinct().Select(row => new[] { row.Resource, row.ResourceId });
        var holders = await read.QueryAsync<Holder>(Holders, new { asked = JsonSerializer.Serialize(asked) });
        return holders.Join(
            held,
            holder => (holder.Resource, holder.ResourceId),
            row => (row.Resource, row.ResourceId),
            (holder, row) =>
                row with
                {
                    Resource = "people",
                    ResourceId = holder.PersonId,
                    Kind = row.Resource == "posts" ? "post" : "office",
                }
        );
    }

    /// <summary>The first records that the names of a search find, and how many there are.</summary>
    private static async Task<(IReadOnlyList<Row> Rows, int Total)> FirstOfAsync(ReadSession read, NameQuery query, string? type)
    {
        var asked = new
        {
            match = query.Match,
            type,
            key = query.Whole,
            // This character sorts after every character of a name.
            after = query.Whole + "\U0010FFFF",
            beginning = query.Whole + "%",
            most = MostRanked,
        };
        var matches = await read.SingleAsync<int>(
            $"select count(*) from (select 1 {NameQuery.From(read)} limit {MostCompared + 1}) as matches",
            asked
        );
        var rows = await RowsAsync(Found(matches <= MostCompared ? AllHits(read) : FirstHits(read)));
        // Only where the rows were cut off is it worth asking again.
        var total = rows.Count < MostRanked && matches <= MostCompared ? CountOf(rows) : await read.SingleAsync<int>(Total(read), asked);
        return (rows, total);

        Task<IReadOnlyList<Row>> RowsAsync(string found) =>
            read.QueryAsync<Row>(
                $"""
                {found}
                select n.id as number, n.resource, n.resource_id, n.kind, n.language, n.name, n.search_key, n.slug
                from shown as n
                order by n.search_key = @key desc, n.search_key like @beginning desc, length(n.search_key), n.id
                limit @most
                """,
                asked
            );
    }

    private static int CountOf(IReadOnlyList<Row> rows) => rows.DistinctBy(row => (row.Resource, row.ResourceId)).Count();

    /// <summary>How the records of an answer are shown. Only these are asked, and not all that were found. A group that was found by its name is known already.</summary>
    public static async Task<IReadOnlyDictionary<(string Resource, string Id), Shown>> ShowAsync(
        ReadSession read,
        IEnumerable<Row> rows,
        string language
    )
    {
        var byTheirNames = rows.ToLookup(row => row is { Resource: "groups", Kind: "name" });
        var known = byTheirNames[true]
            .Select(row => new Shown
            {
                Resource = row.Resource,
                ResourceId = row.ResourceId,
                Label = row.Name,
                Slug = row.Slug,
            });
        var others = byTheirNames[false].Select(row => new[] { row.Resource, row.ResourceId }).ToList();
        var shown = others.Count == 0 ? known : known.Concat(await AskAsync(read, others, language));
        return shown.ToDictionary(row => (row.Resource, row.ResourceId));
    }

    private static Task<IReadOnlyList<Shown>> AskAsync(ReadSession read, IReadOnlyList<string[]> rows, string language) =>
        read.QueryAsync<Shown>(
            """
            select n.resource, n.resource_id, (
                select l.name from public_names as l
                where
                    l.found_resource = n.resource and l.found_id = n.resource_id and l.kind = 'name'
                    and coalesce(l.language, @language) = @language
                limit 1
            ) as label,
            case n.resource
                when 'groups' then (select g.slug from public_named_groups as g where g.id = n.resource_id)
                when 'people' then (select p.slug from public_people as p where p.id = n.resource_id)
            end as slug,
            case n.resource
                when 'partners' then (select p.possible_to from public_partners as p where p.id = n.resource_id and p.possible_to < registry_today())
            end as until
            from (select value ->> 0 as resource, value ->> 1 as resource_id from json_each(@asked)) as n
            """,
            new { asked = JsonSerializer.Serialize(rows), language }
        );
}
