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
    /// <summary>What counts of the group over time: the first day of each state, and the first day on which the state has ended; null where it never does.</summary>
    public IEnumerable<(CountedState State, DateOnly From, DateOnly? End)> States() => [.. AsGroup(), .. AsMember(), .. AsEvidence()];

    private IEnumerable<(CountedState State, DateOnly From, DateOnly? End)> AsGroup() =>
        States(
            day => new CountedState(
                Life.AsOf(day),
                CountriesOn(day),
                Joined(Types.Where(value => MayHold(value.Days, day)).Select(value => value.Type ?? CountedState.Unknown)),
                Scope ?? "",
                "",
                ""
            ),
            [Life, .. Countries.Select(value => value.Days), .. Types.Select(value => value.Days)]
        );

    private IEnumerable<(CountedState State, DateOnly From, DateOnly? End)> AsMember() =>
        States(
            day => new CountedState(Certainty.None, CountriesOn(day), "", "", MembersOn(day), ""),
            [.. Memberships.Select(membership => membership.Days), .. Countries.Select(value => value.Days)]
        );

    private IEnumerable<(CountedState State, DateOnly From, DateOnly? End)> AsEvidence() =>
        from membership in Memberships
        from country in Countries.Select(value => value.Country).Distinct()
        from state in States(
            day =>
                CountedState.OfEvidence(
                    membership.Network,
                    country,
                    membership.Source,
                    Least(membership.Days.AsOf(day), WasIn(country, day))
                ),
            [membership.Days, .. Countries.Select(value => value.Days)]
        )
        where state.State.Members[^1] != '0'
        select state;

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

    private string CountriesOn(DateOnly day) => Joined(Countries.Where(value => MayHold(value.Days, day)).Select(value => value.Country));

    /// <summary>How certain it is that the group was in a country: certain where it was there by every value that it may have had. A group that came back has two values of one country.</summary>
    private Certainty WasIn(string country, DateOnly day)
    {
        var open = Countries.Where(value => MayHold(value.Days, day)).Select(value => value.Country == country).ToList();
        return !open.Contains(true) ? Certainty.None
            : open.Contains(false) ? Certainty.Possible
            : Certainty.Certain;
    }

    /// <summary>The networks of which it may be a member, each as certain as the surest of its memberships.</summary>
    private string MembersOn(DateOnly day) =>
        string.Join(
            CountedState.Separator,
            Memberships
                .Select(membership => (membership.Network, Certainty: membership.Days.AsOf(day)))
                .Where(member => member.Certainty != Certainty.None)
                .GroupBy(member => member.Network)
                .OrderBy(of => of.Key, StringComparer.Ordinal)
                .Select(of => $"{of.Key}={(int)of.Max(member => member.Certainty)}")
        );

    private static Certainty Least(Certainty a, Certainty b) => a < b ? a : b;

    private static bool MayHold(FactDays days, DateOnly day) => days.PossibleFrom <= day && day <= days.PossibleTo;

    private static string Joined(IEnumerable<string> values) =>
        string.Join(CountedState.Separator, values.Distinct().Order(StringComparer.Ordinal));
}
