using System.Globalization;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Features.Groups;

internal static class GroupDetailsSql
{
    private sealed record Row : FactRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string NetworkId { get; init; } = "";
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
        public string Given { get; init; } = "";
        public string? Until { get; init; }
    }

    public static async Task<GroupDetails?> FindOrNullAsync(ReadSession read, string id, string day)
    {
        var asked = new { id, day };
        var group = await read.FindOrNullAsync<Row>(
            $"select g.*, {AsOf.Certainty("g")} as certainty from public_groups as g where g.id = @id and not g.is_anonymous",
            asked
        );
        if (group is null)
        {
            return null;
        }

        var names = await read.QueryAsync<Row>("select * from public_group_names where group_id = @id order by name", asked);
        var memberships = await read.QueryAsync<Row>(
            $"select m.*, {AsOf.Certainty("m")} as certainty from public_memberships as m where m.group_id = @id order by m.network_id, m.possible_from, m.id",
            asked
        );
        var consents = await read.QueryAsync<Row>(
            "select id, scope, given, until from public_consents where group_id = @id order by given, id",
            asked
        );
        return new GroupDetails
        {
            AsOf = DateOnly.Parse(day, CultureInfo.InvariantCulture),
            Id = group.Id,
            Name = group.Name,
            OtherNames = [.. names.Select(NameOf)],
            Country = group.Country,
            Subdivision = group.Subdivision,
            Place = group.Place,
            Type = group.Type is null ? null : Kebab.Parse<GroupType>(group.Type),
            Involvement = group.Involvement,
            Scope = group.Scope is null ? null : Kebab.Parse<GroupScope>(group.Scope),
            Goals = ListOrNull(group.Goals),
            FundingSources = ListOrNull(group.FundingSources),
            LedByPeopleWhoUseDrugs = group.LedByPeopleWhoUseDrugs,
            LeadershipBasis = group.LeadershipBasis,
            Visibility = Kebab.Parse<GroupVisibility>(group.Visibility),
            VisibilityBasis = group.VisibilityBasis,
            Consents = [.. consents.Select(ConsentOf)],
            Period = group.Dates,
            Observed = group.Seen,
            Certainty = group.AsOf,
            Memberships = [.. memberships.Select(MembershipOf)],
            Citation = group.Citation,
        };
    }

    public static string[]? ListOrNull(string? json) => json is null ? null : JsonSerializer.Deserialize<string[]>(json);

    private static GroupOtherName NameOf(Row row) =>
        new()
        {
            Name = row.Name,
            Kind = row.Kind,
            Citation = row.Citation,
        };

    private static GroupMembership MembershipOf(Row row) =>
        new()
        {
            Id = row.Id,
            Network = row.NetworkId,
            Period = row.Dates,
            Observed = row.Seen,
            Certainty = row.AsOf,
            Citation = row.Citation,
        };

    private static GroupConsent ConsentOf(Row row) =>
        new()
        {
            Id = row.Id,
            Scope = Kebab.Parse<GroupVisibility>(row.Scope!),
            Given = DateOnly.Parse(row.Given, CultureInfo.InvariantCulture),
            Until = row.Until is null ? null : DateOnly.Parse(row.Until, CultureInfo.InvariantCulture),
        };
}
