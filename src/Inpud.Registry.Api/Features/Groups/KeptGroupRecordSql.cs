using System.Globalization;
using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Lists groups for their keepers, private ones included.</summary>
internal static class KeptGroupRecordSql
{
    private static readonly TimeSpan ConsentEndsWithin = TimeSpan.FromDays(30);

    internal sealed record Row : ListRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Country { get; init; }
        public required string Visibility { get; init; }
        public required string? KeptBy { get; init; }
        public required DateOnly? ConsentUntil { get; init; }
        public required string? Changed { get; init; }
        public required string? Withdrawn { get; init; }
    }

    /// <summary>The groups that the request names; null where a filter is left out.</summary>
    internal sealed record Filter(StewardScopes Scopes, DateTimeOffset Now)
    {
        public string? Country { get; init; }
        public string? Visibility { get; init; }

        /// <summary>The key of a part of a name.</summary>
        public string? Name { get; init; }
        public string? Waiting { get; init; }
    }

    private const string Columns = """
        g.name_order as sort_key, g.id as row_id, 'certain' as certainty,
        g.id, g.name, g.country, g.visibility, g.kept_by, g.withdrawn,
        (select max(c.at) from changes as c where c.resource = 'groups' and c.resource_id = g.id) as changed
        """;

    private const string ConsentUntil = """
        (
            select case when max(coalesce(c.until, '9999-12-31')) < '9999-12-31' then max(c.until) end from consents as c
            where c.group_id = g.id and c.ended is null and registry_latest_day() <= coalesce(c.until, '9999-12-31')
        )
        """;

    /// <summary>A page of the groups, and their number. Each keeper's groups stand in their order in an index, so that a page reads its own.</summary>
    public static async Task<Rows<Row>> ListAsync(ReadSession read, Filter filter, Slice slice)
    {
        var parameters = new DynamicParameters(
            new
            {
                filter.Country,
                filter.Visibility,
                part = $"%{filter.Name}%",
                soon = filter.Now.Add(ConsentEndsWithin).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                yearAgo = Instant.Text(filter.Now.AddYears(-1)),
                after_key = slice.AfterKey,
                after_id = slice.AfterId,
            }
        );
        var conditions = new List<string>();
        AddIf(filter.Country, "g.country = @Country");
        AddIf(filter.Visibility, "g.visibility = @Visibility");
        AddIf(
            filter.Name,
            "(g.name_key like @part or exists (select 1 from group_names as n where n.group_id = g.id and n.name_key like @part))"
        );
        AddIf(filter.Waiting, "g.withdrawn is null");
        var from = "groups as g";
        switch (filter.Waiting)
        {
            case "consent":
                from = Few(
                    "from consents as c where c.ended is null and c.until is not null and registry_latest_day() <= c.until and c.until <= @soon"
                );
                conditions.Add(OfFew);
                conditions.Add($"{ConsentUntil} <= @soon");
                break;
            case "confirmation":
                // The shipped data came with the first change of all: before that, nobody knew the group.
                conditions.Add(
                    """
                    coalesce(
                        (select max(c.at) from changes as c where c.resource = 'groups' and c.resource_id = g.id),
                        (select c.at from changes as c order by c.id limit 1)
                    ) <= @yearAgo
                    """
                );
                break;
            case "approval":
                from = Few(
                    """
                    from consent_approvals as a
                    cross join consents as c
                    cross join consent_limits as l
                    where c.id = a.consent_id and l.consent_id = c.id and c.ended is null
                    """
                );
                conditions.Add(OfFew);
                break;
        }

        var parts = OfKeepers(filter.Scopes, parameters).Select(keeper => string.Join(" and ", conditions.Prepend(keeper))).ToList();
        var after = slice.AfterKey is null ? "" : "and (g.name_order, g.id) > (@after_key, @after_id)";
        var counts = await read.SingleAsync<RowCounts>(
            $"select count(*) as certain, 0 as possible from ({Union(where => $"select 1 from {from} where {where}")}) as listed",
            parameters
        );
        return await read.PageAsync<Row>(
            $"{Union(where => $"select {Columns}, {ConsentUntil} as consent_until from {from} where {where} {after}")} order by sort_key, row_id",
            parameters,
            slice,
            counts
        );

        string Union(Func<string, string> part) => string.Join("\nunion all\n", parts.Select(part));

        void AddIf(string? value, string condition)
        {
            if (value is not null)
            {
                conditions.Add(condition);
            }
        }
    }

    /// <summary>The groups of some consents. There are few of these at a time, whatever the number of groups.</summary>
    private static string Few(string consents) => $"(select distinct c.group_id {consents}) as w cross join groups as g";

    private const string OfFew = "g.id = w.group_id";

    /// <summary>The condition for the groups of each keeper of the scopes.</summary>
    private static IEnumerable<string> OfKeepers(StewardScopes scopes, DynamicParameters parameters)
    {
        if (scopes.CoverEverything)
        {
            return ["true"];
        }

        foreach (var (i, name) in scopes.Names.Index())
        {
            parameters.Add($"keeper{i}", name);
        }

        return scopes.Names.Select((_, i) => $"g.kept_by = @keeper{i}");
    }
}
