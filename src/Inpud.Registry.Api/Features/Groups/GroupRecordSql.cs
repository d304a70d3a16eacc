using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Groups as their stewards keep them: the only SQL of this feature that reads more than the public views.</summary>
internal static class GroupRecordSql
{
    private sealed record NameRow
    {
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string SourceId { get; init; } = "";
        public string? Locator { get; init; }
        public string? Note { get; init; }
    }

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Country { get; init; } = "";
        public string? Subdivision { get; init; }
        public string? Place { get; init; }
        public string? Type { get; init; }
        public string? Involvement { get; init; }
        public string? Scope { get; init; }
        public string? Goals { get; init; }
        public string? FundingSources { get; init; }
        public bool? LedByPeopleWhoUseDrugs { get; init; }
        public string? LeadershipBasis { get; init; }
        public string Visibility { get; init; } = "";
        public string? VisibilityBasis { get; init; }
        public string? KeptBy { get; init; }
        public string? Withdrawn { get; init; }
        public string NetworkId { get; init; } = "";
        public string Period { get; init; } = "";
        public string? Observed { get; init; }
        public string SourceId { get; init; } = "";
        public string? Locator { get; init; }
        public string? Note { get; init; }
    }

    public static readonly RecordKind<GroupInput, GroupRecord> Kind = new()
    {
        Resource = "groups",
        Word = "group",
        Table = "groups",
        ReadAsync = ReadAsync,
        KeepersSql = """
            select kept_by from groups where id = @id
            union all
            select network_id from memberships where group_id = @id and withdrawn is null
            """,
        CheckStewardAsync = (write, proposed) =>
            Facts.CheckKeeperAsync(write, proposed.Steward, proposed.Input.KeptBy, proposed.Current?.KeptBy, proposed.Current is null),
        CheckRulesAsync = GroupWrite.CheckRulesAsync,
        CheckUnusedAsync = (_, record) =>
            record.Memberships is [{ } membership, ..]
                ? throw Facts.InUse($"The group has the membership '{membership.Id}'. Withdraw its memberships first.")
                : Task.CompletedTask,
    };

    private static async Task<GroupRecord?> ReadAsync(IQuerySession session, string id)
    {
        var group = await session.FindOrNullAsync<Row>("select * from groups where id = @id", new { id });
        if (group is null)
        {
            return null;
        }

        var memberships = await session.QueryAsync<Row>(
            "select id, network_id, period, observed from memberships where group_id = @id and withdrawn is null order by network_id, id",
            new { id }
        );
        var names = await session.QueryAsync<NameRow>("select * from group_names where group_id = @id order by name", new { id });
        return RecordOf(group, names, memberships, await ConsentsSql.OfGroupAsync(session, id));
    }

    /// <summary>The group of that name and country that a steward with these scopes keeps; null where there is none.</summary>
    public static async Task<string?> FindByNameOrNullAsync(IQuerySession session, JsonObject fields, StewardScopes scopes)
    {
        if (fields["name"]?.GetValue<string>() is not { } name || fields["country"]?.GetValue<string>() is not { } text)
        {
            return null;
        }

        var country = await Storage.Lookups.CountryLookup.FindOrNullAsync(session, text);
        var bearers = await session.QueryAsync<string>(
            "select id from groups where country = @country and name_key = @key and withdrawn is null order by id",
            new { country, key = NameKey.Of(name) }
        );
        foreach (var bearer in bearers)
        {
            if (await Kind.IsKeptAsync(session, bearer, scopes))
            {
                return bearer;
            }
        }

        return null;
    }

    /// <summary>Whether a group of the country that the steward may know of bears one of the names: a hidden one must not show by a refusal.</summary>
    public static async Task<bool> NameIsTakenAsync(
        IQuerySession session,
        string id,
        string country,
        IEnumerable<string> names,
        StewardScopes scopes
    )
    {
        var keys = names.Select(NameKey.Of).ToList();
        var bearers = await session.QueryAsync<Row>(
            """
            select id from groups where country = @country and id <> @id and withdrawn is null and name_key in @keys
            union
            select g.id from group_names as n join groups as g on g.id = n.group_id
            where n.name_key in @keys and g.country = @country and g.id <> @id and g.withdrawn is null
            """,
            new
            {
                id,
                country,
                keys,
            }
        );
        foreach (var bearer in bearers)
        {
            if (await RuleFactsSql.IsPublicGroupAsync(session, bearer.Id) || await Kind.IsKeptAsync(session, bearer.Id, scopes))
            {
                return true;
            }
        }

        return false;
    }

    private static GroupRecord RecordOf(
        Row row,
        IReadOnlyList<NameRow> names,
        IReadOnlyList<Row> memberships,
        IReadOnlyList<KeptConsent> consents
    ) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Country = row.Country,
            Subdivision = row.Subdivision,
            Place = row.Place,
            Type = row.Type is null ? null : Kebab.Parse<GroupType>(row.Type),
            Involvement = row.Involvement,
            Scope = row.Scope is null ? null : Kebab.Parse<GroupScope>(row.Scope),
            Goals = row.Goals is null ? null : JsonSerializer.Deserialize<string[]>(row.Goals),
            FundingSources = row.FundingSources is null ? null : JsonSerializer.Deserialize<string[]>(row.FundingSources),
            LedByPeopleWhoUseDrugs = row.LedByPeopleWhoUseDrugs,
            LeadershipBasis = row.LeadershipBasis,
            Names =
            [
                .. names.Select(name => new GroupNameRecord
                {
                    Name = name.Name,
                    Kind = Kebab.Parse<GroupNameKind>(name.Kind),
                    Citation = new Citation(name.SourceId, name.Locator, name.Note),
                }),
            ],
            Period = Period.Parse(row.Period, row.Observed),
            Observed = row.Observed is null ? null : PartialDate.Parse(row.Observed),
            Visibility = Kebab.Parse<GroupVisibility>(row.Visibility),
            VisibilityBasis = row.VisibilityBasis,
            Consents =
            [
                .. consents.Select(kept => new ConsentRecord
                {
                    Id = kept.Id,
                    Scope = kept.Consent.Scope,
                    Given = kept.Consent.Given,
                    GivenTo = kept.GivenTo,
                    Until = kept.Consent.Until,
                    Ended = kept.Ended,
                }),
            ],
            Memberships =
            [
                .. memberships.Select(m => new GroupRecordMembership
                {
                    Id = m.Id,
                    Network = m.NetworkId,
                    Period = Period.Parse(m.Period, m.Observed),
                }),
            ],
            KeptBy = row.KeptBy,
            Withdrawn = Instant.ParseOrNull(row.Withdrawn),
            Citation = new Citation(row.SourceId, row.Locator, row.Note),
        };
}
