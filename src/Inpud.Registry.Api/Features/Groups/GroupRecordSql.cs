using System.Security.Cryptography;
using System.Text.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Groups as their stewards keep them: the only SQL of this feature that reads more than the public views.</summary>
internal static class GroupRecordSql
{
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

    /// <summary>The record; null where there is none, and where its stewards are others: the two cannot be told apart.</summary>
    public static async Task<GroupRecord?> FindOrNullAsync(IQuerySession session, string id, StewardScopes scopes)
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
        var isKept =
            scopes.CoverEverything
            || (group.KeptBy is not null && scopes.Cover(group.KeptBy))
            || memberships.Any(m => scopes.Cover(m.NetworkId));
        return isKept ? RecordOf(group, memberships, await ConsentsSql.OfGroupAsync(session, id)) : null;
    }

    /// <summary>Whether a group of the country that the steward may know of bears the name: a hidden one must not show by a refusal.</summary>
    public static async Task<bool> NameIsTakenAsync(IQuerySession session, string id, string country, string name, StewardScopes scopes)
    {
        var key = NameKey.Of(name);
        var bearers = await session.QueryAsync<Row>(
            """
            select g.id from groups as g
            where g.country = @country and g.id <> @id and g.withdrawn is null
                and (g.name_key = @key or exists (select 1 from group_names as n where n.group_id = g.id and n.name_key = @key))
            """,
            new
            {
                id,
                country,
                key,
            }
        );
        foreach (var bearer in bearers)
        {
            var isPublic = await IsPublicAsync(session, bearer.Id);
            if (isPublic || await FindOrNullAsync(session, bearer.Id, scopes) is not null)
            {
                return true;
            }
        }

        return false;
    }

    public static async Task<bool> IsPublicAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<string>("select id from public_groups where id = @id", new { id }) is not null;

    /// <summary>An id that nobody has or had, and from which nobody can tell whether a hidden group bears the name.</summary>
    public static string NewId(string name)
    {
        var slug = NameKey.Of(name);
        var ascii = string.Concat(slug.Where(letter => letter == '-' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)));
        var start = ascii.Trim('-')[..Math.Min(ascii.Trim('-').Length, 50)];
        return $"{(start.Length == 0 ? "group" : start)}-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 6)}";
    }

    public static Task InsertAsync(WriteSession write, string id, GroupInput input, string country) =>
        write.ExecuteAsync(
            """
            insert into groups (
                id, name, name_key, country, subdivision, place, type, involvement, scope, goals, funding_sources, led_by_people_who_use_drugs, leadership_basis,
                visibility, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note, kept_by
            ) values (
                @id, @Name, @NameKey, @country, @Subdivision, @Place, @Type, @Involvement, @Scope, @Goals, @FundingSources, @Led, @LeadershipBasis,
                @Visibility, @Period, @Observed, @possible_from, @possible_to, @certain_from, @certain_to, @Source, @Locator, @Note, @KeptBy
            )
            """,
            Columns(id, input, country)
        );

    public static Task UpdateAsync(WriteSession write, string id, GroupInput input, string country) =>
        write.ExecuteAsync(
            """
            update groups set
                name = @Name, name_key = @NameKey, country = @country, subdivision = @Subdivision, place = @Place, type = @Type, involvement = @Involvement, scope = @Scope,
                goals = @Goals, funding_sources = @FundingSources, led_by_people_who_use_drugs = @Led, leadership_basis = @LeadershipBasis, visibility = @Visibility,
                period = @Period, observed = @Observed, possible_from = @possible_from, possible_to = @possible_to, certain_from = @certain_from,
                certain_to = @certain_to, source_id = @Source, locator = @Locator, note = @Note, kept_by = @KeptBy
            where id = @id
            """,
            Columns(id, input, country)
        );

    public static Task WithdrawAsync(WriteSession write, string id) =>
        write.ExecuteAsync("update groups set withdrawn = @now where id = @id", new { id, now = Instant.Text(write.Now) });

    private static Dictionary<string, object?> Columns(string id, GroupInput input, string country)
    {
        var columns = PeriodColumns.Of(Period.Parse(input.Period, input.Observed));
        columns["id"] = id;
        columns["country"] = country;
        columns["Name"] = input.Name;
        columns["NameKey"] = NameKey.Of(input.Name);
        columns["Subdivision"] = input.Subdivision;
        columns["Place"] = input.Place;
        columns["Type"] = input.Type is { } type ? Kebab.Text(type) : null;
        columns["Involvement"] = input.Involvement;
        columns["Scope"] = input.Scope is { } scope ? Kebab.Text(scope) : null;
        columns["Goals"] = input.Goals is null ? null : JsonSerializer.Serialize(input.Goals);
        columns["FundingSources"] = input.FundingSources is null ? null : JsonSerializer.Serialize(input.FundingSources);
        columns["Led"] = input.LedByPeopleWhoUseDrugs;
        columns["LeadershipBasis"] = input.LeadershipBasis;
        columns["Visibility"] = Kebab.Text(input.Visibility);
        columns["Period"] = input.Period;
        columns["Observed"] = input.Observed;
        columns["Source"] = input.Source;
        columns["Locator"] = input.Locator;
        columns["Note"] = input.Note;
        columns["KeptBy"] = input.KeptBy;
        return columns;
    }

    private static GroupRecord RecordOf(Row row, IReadOnlyList<Row> memberships, IReadOnlyList<KeptConsent> consents) =>
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
