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

    private const string Select = """
        select
            g.name_order as sort_key, g.id as row_id, 'certain' as certainty,
            g.id, g.name, g.name_order, g.country, g.visibility, g.kept_by, g.withdrawn,
            (
                select case when max(coalesce(c.until, '9999-12-31')) < '9999-12-31' then max(c.until) end from consents as c
                where c.group_id = g.id and c.ended is null and registry_latest_day() <= coalesce(c.until, '9999-12-31')
            ) as consent_until,
            (select max(c.at) from changes as c where c.resource = 'groups' and c.resource_id = g.id) as changed
        from groups as g
        """;

    public static Task<Rows<Row>> ListAsync(ReadSession read, Filter filter, Slice slice)
    {
        var parameters = new DynamicParameters(
            new
            {
                networks = filter.Scopes.Names,
                filter.Country,
                filter.Visibility,
                part = $"%{filter.Name}%",
                soon = filter.Now.Add(ConsentEndsWithin).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                yearAgo = Instant.Text(filter.Now.AddYears(-1)),
            }
        );
        var conditions = new List<string> { filter.Scopes.CoverEverything ? "true" : "g.kept_by in @networks" };
        AddIf(filter.Country, "g.country = @Country");
        AddIf(filter.Visibility, "g.visibility = @Visibility");
        AddIf(
            filter.Name,
            "(g.name_key like @part or exists (select 1 from group_names as n where n.group_id = g.id and n.name_key like @part))"
        );
        var listed = $"{Select} where {string.Join(" and ", conditions)}";
        // The shipped data came with the first change of all: before that, nobody knew the group.
        var waiting = filter.Waiting switch
        {
            "consent" => "where consent_until <= @soon and withdrawn is null",
            "confirmation" =>
                "where withdrawn is null and coalesce(changed, (select c.at from changes as c order by c.id limit 1)) <= @yearAgo",
            "approval" => """
                where withdrawn is null and exists (
                    select 1 from consents as c
                    join consent_limits as l on l.consent_id = c.id
                    join consent_approvals as a on a.consent_id = c.id
                    where c.group_id = g.id and c.ended is null
                )
                """,
            _ => "",
        };
        return read.ListAsync<Row>($"select * from ({listed}) as g {waiting}", parameters, slice);

        void AddIf(string? value, string condition)
        {
            if (value is not null)
            {
                conditions.Add(condition);
            }
        }
    }
}
