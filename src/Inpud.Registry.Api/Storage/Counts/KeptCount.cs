using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>A count as of a day.</summary>
/// <param name="Key">What it is a count of.</param>
/// <param name="Groups">How many groups there are; of evidence, how many pieces.</param>
internal sealed record KeptCount(CountKey Key, int Groups)
{
    private readonly (string Network, Certainty Certainty)[] members = [.. CountKey.Networks(Key.Members)];

    /// <summary>The networks of which the groups may be members, each with how certain that is.</summary>
    public IReadOnlyList<(string Network, Certainty Certainty)> Members => members;

    /// <summary>How certain it is that the groups are members of a network.</summary>
    public Certainty AsMembersOf(string network)
    {
        foreach (var member in members)
        {
            if (member.Network == network)
            {
                return Least(Key.Certainty, member.Certainty);
            }
        }

        return Certainty.None;
    }

    /// <summary>How certain it is that the groups count as members of the networks, none of which counts for more than it is certain itself.</summary>
    public Certainty AsMembersOf(IReadOnlyDictionary<string, Certainty> networks)
    {
        var best = Certainty.None;
        foreach (var (network, certainty) in members)
        {
            var counted = Least(certainty, networks.GetValueOrDefault(network));
            best = counted > best ? counted : best;
        }

        return Least(Key.Certainty, best);
    }

    private static Certainty Least(Certainty a, Certainty b) => a < b ? a : b;
}
