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
    /// <summary>What counts of the group and of its evidence over time: the first day of each state, and the first day on which the state has ended; null where it never does.</summary>
    public IEnumerable<(CountedState State, DateOnly From, DateOnly? End)> States() =>
        States(
                On,
                Countries
                    .Select(value => value.Days)
                    .Concat(Types.Select(value => value.Days))
                    .Concat(Memberships.Select(m => m.Days))
                    .Append(Life)
            )
            .Concat(
                from membership in Memberships
                from value in Countries
                let days = membership.Days.And(value.Days)
                from state in States(
                    day => CountedState.OfEvidence(membership.Network, value.Country, membership.Source, days.AsOf(day)),
                    [days]
                )
                where state.State.Members[^1] != '0'
                select state
            );

    private static IEnumerable<(CountedState State, DateOnly From, DateOnly? End)> States(
        Func<DateOnly, CountedState> on,
        IEnumerable<FactDays> days
    )
    {
        CountedState? state = null;
        var from = DateOnly.MinValue;
        foreach (var day in days.SelectMany(fact => fact.Turns).Append(DateOnly.MinValue).Distinct().Order())
        {
            var next = on(day);
            if (next == state)
            {
                continue;
            }

            if (state is { IsNothing: false })
            {
                yield return (state, from, day);
            }

            (state, from) = (next, day);
        }

        if (state is { IsNothing: false })
        {
            yield return (state, from, null);
        }
    }

    private CountedState On(DateOnly day)
    {
        var members = new SortedDictionary<string, Certainty>(StringComparer.Ordinal);
        foreach (var (network, _, days) in Memberships)
        {
            if (days.AsOf(day) is not Certainty.None and var certainty && (!members.TryGetValue(network, out var best) || best < certainty))
            {
                members[network] = certainty;
            }
        }

        return new CountedState(
            Life.AsOf(day),
            Joined(Countries.Where(value => MayHold(value.Days, day)).Select(value => value.Country)),
            Joined(Types.Where(value => MayHold(value.Days, day)).Select(value => value.Type ?? CountedState.Unknown)),
            Scope ?? "",
            string.Join(CountedState.Separator, members.Select(member => $"{member.Key}={(int)member.Value}")),
            ""
        );
    }

    private static bool MayHold(FactDays days, DateOnly day) => days.PossibleFrom <= day && day <= days.PossibleTo;

    private static string Joined(IEnumerable<string> values) =>
        string.Join(CountedState.Separator, values.Distinct().Order(StringComparer.Ordinal));
}
