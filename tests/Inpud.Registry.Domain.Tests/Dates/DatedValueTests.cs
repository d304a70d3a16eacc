using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Tests.Dates;

internal sealed class DatedValueTests
{
    /// <summary>In Kenya; since May 2020 in Uganda; since an unknown day, by 10 March 2024, in Tanzania.</summary>
    private static readonly DatedValue<string> Moved = new(
        "TZ",
        [
            new FormerValue<string>("UG", Period.Parse("2020-05/", null), new DateOnly(2024, 3, 10)),
            new FormerValue<string>("KE", Period.Parse("../2020-05", null), new DateOnly(2020, 5, 31)),
        ]
    );

    [TestCase("0001-01-01", "KE")]
    [TestCase("2020-04-30", "KE")]
    [TestCase("2020-05-01", "KE,UG", Description = "the month of the move leaves both open")]
    [TestCase("2020-05-30", "KE,UG,TZ", Description = "it may have been in Uganda for some days of May alone")]
    [TestCase("2020-05-31", "UG,TZ", Description = "it left Kenya by the last day of the month, and may have gone on at once")]
    [TestCase("2024-03-09", "UG,TZ")]
    [TestCase("2024-03-10", "TZ")]
    [TestCase("9999-12-31", "TZ")]
    public void Value_WhenAskedForADay_MayBeEachThatTheDatesLeaveOpen(string day, string possible) =>
        Assert.That(Moved.PossibleOn(Day(day)), Is.EqualTo(possible.Split(',')));

    [TestCase("2020-04-30", "KE", Certainty.Certain)]
    [TestCase("2020-04-30", "UG", Certainty.None)]
    [TestCase("2020-05-15", "KE", Certainty.Possible)]
    [TestCase("2020-05-15", "UG", Certainty.Possible)]
    [TestCase("2020-05-15", "KE,UG,TZ", Certainty.Certain, Description = "it is in one of them")]
    [TestCase("2020-05-01", "TZ", Certainty.None)]
    [TestCase("2020-05-01", "KE,UG", Certainty.Certain, Description = "it is in one of the two")]
    [TestCase("2022-01-01", "UG,TZ", Certainty.Certain)]
    [TestCase("2024-03-10", "TZ", Certainty.Certain)]
    public void Question_WhenAskedForADay_IsCertainWhereEveryOpenValueFits(string day, string fitting, Certainty expected) =>
        Assert.That(Moved.AsOf(Day(day), fitting.Split(',').Contains), Is.EqualTo(expected));

    [TestCase("2000-01-01", "KE")]
    [TestCase("2020-05-15", "KE")]
    [TestCase("2020-05-31", "UG")]
    [TestCase("2024-03-09", "UG")]
    [TestCase("2024-03-10", "TZ")]
    public void Value_WhenShownForADay_IsTheLastThatCertainlyHeldByThen(string day, string shown) =>
        Assert.That(Moved.On(Day(day)), Is.EqualTo(shown));

    [Test]
    public void Value_WhenItNeverChanged_HoldsOnEveryDay()
    {
        var kept = new DatedValue<string>("KE", []);

        Assert.That(kept.AsOf(DateOnly.MinValue, value => value == "KE"), Is.EqualTo(Certainty.Certain));
        Assert.That(kept.On(DateOnly.MinValue), Is.EqualTo("KE"));
        Assert.That(kept.Turns, Is.Empty);
    }

    [TestCase("2010/2015", true, Description = "all of it in Kenya")]
    [TestCase("2010/2022", true, Description = "in Kenya, and then it may have stayed in Uganda")]
    [TestCase("2025/..", false, Description = "Tanzania is not allowed")]
    [TestCase("2022/..", false, Description = "it ends up in Tanzania, which is not allowed")]
    public void Fact_WhenAConditionChangesInItsTime_HoldsOnlyWhereTheConditionCanHoldThroughout(string fact, bool holds)
    {
        Assert.That(
            Throughout.CanHold(Period.Parse(fact, null), Moved.Turns, day => Moved.PossibleOn(day).Any(value => value is "KE" or "UG")),
            Is.EqualTo(holds)
        );
    }

    [TestCase("../2012~", "2012-12-31", "0001-01-01", "KE,UG", Description = "nothing is certain by a date that is not sure")]
    [TestCase("../2012~", "2012-12-31", "2012-12-30", "KE,UG")]
    [TestCase("../2012~", "2012-12-31", "2012-12-31", "UG")]
    [TestCase("../0001", "0001-12-31", "0001-01-01", "KE,UG")]
    [TestCase("../0001-01-01", "0001-01-01", "0001-01-01", "UG", Description = "no day comes before the first one")]
    [TestCase("../0001-01-02", "0001-01-02", "0001-01-01", "KE")]
    [TestCase("../9999-12-31", "9999-12-31", "9999-12-30", "KE")]
    [TestCase("../9999-12-31", "9999-12-31", "9999-12-31", "UG")]
    public void Value_WhenItChangedAboutADateOrAtAnEndOfTheCalendar_MayBeEachThatTheDateLeavesOpen(
        string period,
        string replacedBy,
        string day,
        string possible
    )
    {
        var moved = new DatedValue<string>("UG", [new FormerValue<string>("KE", Period.Parse(period, null), Day(replacedBy))]);

        Assert.That(moved.PossibleOn(Day(day)), Is.EqualTo(possible.Split(',')));
        Assert.That(possible.Split(','), Does.Contain(moved.On(Day(day))));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
