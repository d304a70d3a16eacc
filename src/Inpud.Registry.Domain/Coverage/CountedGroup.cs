using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Coverage;

/// <summary>All of a group that counts: where it is, what it is, of which networks it is a member, each with its days.</summary>
/// <param name="Life">When the group exists.</param>
/// <param name="Countries">The countries that it was and is in.</param>
/// <param name="Types">The types that it had and has; null for one that is not known.</param>
/// <param name="Scope">How far its work reaches; null where that is not known.</param>
/// <param name="Memberships">Its memberships, within the lives of the group and of the network.</param>
public sealed record CountedGroup(
    FactDays Life,
    IReadOnlyList<(string Country, FactDays Days)> Countries,
    IReadOnlyList<(string? Type, FactDays Days)> Types,
    string? Scope,
    IReadOnlyList<(string Network, string Source, FactDays Days)> Memberships
)
{
    /// <summary>What counts of the group over time: each state with the first day on which the group is in it. It stays in it until the next one.</summary>
    public IEnumerable<(DateOnly From, GroupState State)> States()
    {
        var turns = Countries
            .SelectMany(value => value.Days.Turns)
            .Concat(Types.SelectMany(value => value.Days.Turns))
            .Concat(Memberships.SelectMany(membership => membership.Days.Turns))
            .Concat(Life.Turns)
            .Append(DateOnly.MinValue);
        GroupState? last = null;
        foreach (var day in turns.Distinct().Order())
        {
            var state = On(day);
            if (state != last)
            {
                yield return (day, state);
            }

            last = state;
        }
    }

    /// <summary>Each piece of evidence that the group gives: its network, country and source, and the days on which the group is a member and is there.</summary>
    public IEnumerable<(string Network, string Country, string Source, FactDays Days)> Evidence() =>
        from membership in Memberships
        from value in Countries
        select (membership.Network, value.Country, membership.Source, membership.Days.And(value.Days));

    private GroupState On(DateOnly day)
    {
        var members = new SortedDictionary<string, Certainty>(StringComparer.Ordinal);
        foreach (var (network, _, days) in Memberships)
        {
            if (days.AsOf(day) is not Certainty.None and var certainty && (!members.TryGetValue(network, out var best) || best < certainty))
            {
                members[network] = certainty;
            }
        }

        return new GroupState(
            Life.AsOf(day),
            Joined(Countries.Where(value => MayHold(value.Days, day)).Select(value => value.Country)),
            Joined(Types.Where(value => MayHold(value.Days, day)).Select(value => value.Type ?? GroupState.Unknown)),
            Scope,
            string.Join(GroupState.Separator, members.Select(member => $"{member.Key}={(int)member.Value}"))
        );
    }

    private static bool MayHold(FactDays days, DateOnly day) => days.PossibleFrom <= day && day <= days.PossibleTo;

    private static string Joined(IEnumerable<string> values) =>
        string.Join(GroupState.Separator, values.Distinct().Order(StringComparer.Ordinal));
}
