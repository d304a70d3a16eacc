using System.Globalization;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>Answers about a day with what the networks' names and policies were on it.</summary>
internal static class NetworkValuesSql
{
    private sealed record PolicyRow
    {
        public required string NetworkId { get; init; }
        public required string Admits { get; init; }
        public required string Period { get; init; }
        public required string? Observed { get; init; }
        public required DateOnly ReplacedBy { get; init; }
    }

    /// <summary>The networks as they were on the day: with the policy that held, and with a former name on a day on which they certainly had it.</summary>
    public static async Task<IReadOnlyList<NetworkRow>> AsOfAsync(ReadSession read, IReadOnlyList<NetworkRow> networks, string day)
    {
        var asked = new { ids = networks.Select(network => network.Id).ToList() };
        var policies = (
            await read.QueryAsync<PolicyRow>(
                "select network_id, admits, period, observed, replaced_by from public_network_former_values where network_id in @ids and attribute = 'admits'",
                asked
            )
        ).ToLookup(row => row.NetworkId);
        var names = await FormerNames.OfNetworks.OnAsync(read, networks.Select(network => network.Id), day);
        var on = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        return
        [
            .. networks.Select(network =>
                network with
                {
                    Name = names.GetValueOrDefault(network.Id, network.Name),
                    AdmitsJson = new DatedValue<string>(
                        network.AdmitsJson,
                        [
                            .. policies[network.Id]
                                .Select(row => new FormerValue<string>(row.Admits, Period.Parse(row.Period, row.Observed), row.ReplacedBy)),
                        ]
                    ).On(on),
                }
            ),
        ];
    }
}
