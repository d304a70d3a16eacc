using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>A count as of a day.</summary>
/// <param name="Key">What it is a count of.</param>
/// <param name="Groups">How many groups there are; of evidence, how many pieces.</param>
/// <param name="Members">The networks of which the groups may be members, each with how certain that is.</param>
internal sealed record KeptCount(CountKey Key, int Groups, (string Network, Certainty Certainty)[] Members)
{
    /// <summary>How certain it is that the groups are members of a network.</summary>
    public Certainty AsMembersOf(string network)
    {
        foreach (var member in Members)
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
        foreach (var (network, certainty) in Members)
        {
            var counted = Least(certainty, networks.GetValueOrDefault(network));
            best = counted > best ? counted : best;
        }

        return Least(Key.Certainty, best);
    }

    /// <summary>Makes counts. Very many have the same networks, whose text is read once.</summary>
    public static IReadOnlyList<KeptCount> Of(IEnumerable<(CountKey Key, int Groups)> counts)
    {
        var networks = new Dictionary<string, (string, Certainty)[]>(StringComparer.Ordinal);
        return [.. counts.Select(count => new KeptCount(count.Key, count.Groups, NetworksOf(count.Key.Members)))];

        (string, Certainty)[] NetworksOf(string members) =>
            networks.TryGetValue(members, out var known) ? known : networks[members] = [.. CountKey.Networks(members)];
    }

    private static Certainty Least(Certainty a, Certainty b) => a < b ? a : b;
}
