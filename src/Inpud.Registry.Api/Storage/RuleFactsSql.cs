using System.Text.Json;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Storage;

/// <summary>What the rules need to know of single records, private ones included. It decides on writes and is never answered.</summary>
internal static class RuleFactsSql
{
    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string NetworkId { get; init; } = "";
        public string GroupId { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Basis { get; init; } = "";
        public string Admits { get; init; } = "[]";
        public string Period { get; init; } = "";
        public string? Observed { get; init; }
        public string Country { get; init; } = "";

        public Period Dates => Domain.Dates.Period.Parse(Period, Observed);
    }

    public static async Task<Network> NetworkAsync(WriteSession write, string id)
    {
        var network = (
            await write.QueryAsync<Row>(
                "select n.id, n.name, n.kind, n.admits, n.period, n.observed, r.basis from networks as n join remits as r on r.network_id = n.id where n.id = @id",
                new { id }
            )
        ).Single();
        var countries = await write.QueryAsync<string>("select country from remit_countries where network_id = @id", new { id });
        return new Network(
            network.Id,
            network.Name,
            Kebab.Parse<NetworkKind>(network.Kind),
            [],
            network.Dates,
            new Remit(Kebab.Parse<RemitBasis>(network.Basis), countries.ToHashSet()),
            JsonSerializer.Deserialize<string[]>(network.Admits)!.Select(Kebab.Parse<MemberKind>).ToHashSet()
        );
    }

    /// <summary>The memberships of a group that were not withdrawn.</summary>
    public static async Task<IReadOnlyList<Membership>> MembershipsAsync(WriteSession write, string groupId) =>
        [
            .. (
                await write.QueryAsync<Row>(
                    "select id, network_id, group_id, period, observed from memberships where group_id = @groupId and withdrawn is null",
                    new { groupId }
                )
            ).Select(row => new Membership(row.Id, row.NetworkId, row.GroupId, row.Dates)),
        ];

    public static async Task<bool> SourceExistsAsync(WriteSession write, string id) =>
        await write.FindOrNullAsync<string>("select id from public_sources where id = @id", new { id }) is not null;
}
