using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Tests.Coverage;

internal sealed class CountedGroupTests
{
    private static readonly Dictionary<string, string[]> Regions = new()
    {
        ["FR"] = ["155", "150"],
        ["DE"] = ["155", "150"],
        ["KE"] = ["014", "002"],
    };

    private static readonly FactDays Since2012 = new(Day(2012, 1, 1), DateOnly.MaxValue, Day(2012, 12, 31), DateOnly.MaxValue);

    [Test]
    public void States_OfAGroupThatNeverMoved_FollowItsDates()
    {
        var group = Group([("FR", FactDays.Always)], [("euronpud", "letter", Since2012)]);

        Assert.That(
            group.States().Where(of => of.State.Family == CountedFamily.Members).Select(of => (of.State.Members, of.From, of.End)),
            Is.EqualTo(new[] { ("euronpud=1", Day(2012, 1, 1), (DateOnly?)Day(2012, 12, 31)), ("euronpud=2", Day(2012, 12, 31), null) })
        );
    }

    [Test]
    public void Counts_OfAGroupThatMayHaveMovedWithinARegion_AreCertainForTheRegionAlone()
    {
        var group = Group([("FR", Until(2020)), ("DE", From(2019))], [("euronpud", "letter", Since2012)]);

        var counts = Counts(group, Day(2019, 6, 1)).Where(key => key.Facet == CountKey.AnyKind && key.Members.Length > 0).ToList();

        Assert.That(
            counts.Select(key => (key.Place, key.Certainty)),
            Is.EquivalentTo(
                new[]
                {
                    ("", Certainty.Certain),
                    ("FR", Certainty.Possible),
                    ("DE", Certainty.Possible),
                    ("155", Certainty.Certain),
                    ("150", Certainty.Certain),
                }
            )
        );
    }

    [Test]
    public void Counts_OfAGroupThatMayHaveMovedToAnotherRegion_ArePossibleForBoth()
    {
        var group = Group([("FR", Until(2020)), ("KE", From(2019))], []);

        var counts = Counts(group, Day(2019, 6, 1))
            .Where(key => key.Facet == CountKey.AnyKind)
            .ToDictionary(key => key.Place, key => key.Certainty);

        Assert.That(
            counts,
            Contains.Item(KeyValuePair.Create("150", Certainty.Possible)).And.Contains(KeyValuePair.Create("002", Certainty.Possible))
        );
        Assert.That(counts[CountKey.Anywhere], Is.EqualTo(Certainty.Certain));
    }

    [Test]
    public void States_OfAMembershipThatWasRenewed_AreAsCertainAsTheSurest()
    {
        var first = new FactDays(Day(2012, 1, 1), Day(2020, 12, 31), Day(2013, 1, 1), Day(2015, 1, 1));
        var second = new FactDays(Day(2014, 1, 1), DateOnly.MaxValue, Day(2014, 6, 1), DateOnly.MaxValue);
        var group = Group([("FR", FactDays.Always)], [("euronpud", "a", first), ("euronpud", "b", second)]);

        Assert.That(
            group.States().Where(of => of.State.Family == CountedFamily.Members).Select(of => of.State.Members),
            Is.EqualTo(new[] { "euronpud=1", "euronpud=2" })
        );
    }

    [Test]
    public void Counts_OfEvidence_StandInTheCountryAndTheSourceAlone()
    {
        var group = Group([("FR", FactDays.Always)], [("euronpud", "letter", Since2012)]);

        Assert.That(
            Counts(group, Day(2020, 1, 1)).Where(key => key.Source.Length > 0),
            Is.EqualTo(new[] { new CountKey(CountKey.OfSources, "FR", "euronpud=2", "letter", Certainty.Certain) })
        );
    }

    [Test]
    public void State_WhenItIsWrittenAndRead_IsTheSame()
    {
        var states = Group([("FR", Until(2020)), ("KE", From(2019))], [("euronpud", "letter", Since2012)])
            .States()
            .Select(of => of.State)
            .ToList();

        Assert.That(states.Select(state => CountedState.Parse(state.Text)), Is.EqualTo(states));
    }

    /// <summary>The states of a random group, on any day, say what its facts say.</summary>
    [Test]
    public void States_OfRandomGroups_AreOneOnEachDayAndSayWhatTheFactsSay([Range(1, 50)] int seed)
    {
        var random = new Random(seed);
        var group = Group(
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (new[] { "FR", "DE", "KE" }[random.Next(3)], Draw(random)))],
            [.. Enumerable.Range(0, random.Next(4)).Select(i => (new[] { "euronpud", "inwud" }[random.Next(2)], "letter", Draw(random)))],
            Draw(random)
        );
        for (var i = 0; i < 40; i++)
        {
            var day = Day(2010, 1, 1).AddDays(random.Next(5000));
            var states = group.States().Where(of => of.From <= day && (of.End is null || day < of.End)).ToList();
            var members = group
                .Memberships.GroupBy(membership => membership.Network)
                .Select(of => (of.Key, Certainty: of.Max(membership => membership.Days.AsOf(day))))
                .Where(of => of.Certainty != Certainty.None)
                .OrderBy(of => of.Key, StringComparer.Ordinal);
            var state = states.SingleOrDefault(of => of.State.Family == CountedFamily.Groups).State;
            var member = states.SingleOrDefault(of => of.State.Family == CountedFamily.Members).State;
            Assert.Multiple(() =>
            {
                Assert.That(state?.Life ?? Certainty.None, Is.EqualTo(group.Life.AsOf(day)));
                Assert.That(CountKey.Networks(member?.Members ?? ""), Is.EqualTo(members));
                Assert.That(
                    states.Where(of => of.State.Source.Length > 0).Select(of => $"{of.State.Countries} {of.State.Members}"),
                    Is.EquivalentTo(
                        from membership in @group.Memberships
                        let fact = membership.Days.AsOf(day)
                        let open = @group.Countries.Where(value => value.Days.PossibleFrom <= day && day <= value.Days.PossibleTo).ToList()
                        from country in open.Select(value => value.Country).Distinct()
                        let isThere = open.TrueForAll(value => value.Country == country)
                        where fact != Certainty.None
                        select $"{country} {membership.Network}={(isThere ? (int)fact : 1)}"
                    )
                );
            });
        }
    }

    private static CountedGroup Group(
        IReadOnlyList<(string, FactDays)> countries,
        IReadOnlyList<(string, string, FactDays)> memberships,
        FactDays? life = null
    ) => new(life ?? FactDays.Always, countries, [("union", FactDays.Always)], "local", memberships);

    private static IEnumerable<CountKey> Counts(CountedGroup group, DateOnly day) =>
        group
            .States()
            .Where(of => of.From <= day && (of.End is null || day < of.End))
            .SelectMany(of => of.State.Counts(country => Regions[country]));

    private static FactDays Draw(Random random)
    {
        var turns = Enumerable.Range(0, 4).Select(_ => Day(2010, 1, 1).AddDays(random.Next(5000))).Order().ToArray();
        return random.Next(3) == 0
            ? new FactDays(turns[0], DateOnly.MaxValue, turns[1], DateOnly.MaxValue)
            : new FactDays(turns[0], turns[3], turns[1], turns[2]);
    }

    private static FactDays Until(int year) => new(DateOnly.MinValue, Day(year, 12, 31), DateOnly.MinValue, Day(year - 2, 12, 31));

    private static FactDays From(int year) => new(Day(year, 1, 1), DateOnly.MaxValue, Day(year + 2, 1, 1), DateOnly.MaxValue);

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);
}
