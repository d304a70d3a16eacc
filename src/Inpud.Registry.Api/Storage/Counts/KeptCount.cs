using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>A count as of a day.</summary>
/// <param name="Key">What it is a count of.</param>
/// <param name="Groups">How many groups there are; of evidence, how many pieces.</param>
internal sealed record KeptCount(CountKey Key, int Groups)
{
    /// <summary>How certain it is that the groups count as members of the networks, none of which counts for more than it is certain itself.</summary>
    public Certainty AsMembersOf(IReadOnlyDictionary<string, Certainty> networks) =>
        Least(
            Key.Certainty,
            CountKey
                .Networks(Key.Members)
                .Select(member => Least(member.Certainty, networks.GetValueOrDefault(member.Network)))
                .DefaultIfEmpty()
                .Max()
        );

    private static Certainty Least(Certainty a, Certainty b) => a < b ? a : b;
}
