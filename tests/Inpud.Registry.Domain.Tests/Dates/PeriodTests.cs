using CsCheck;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Tests.Dates;

internal sealed class PeriodTests
{
    private static readonly DateOnly First = new(2020, 1, 1);
    private static readonly DateOnly Last = new(2020, 4, 30);

    /// <summary>Dates of 2020: days and months of four months, some of them qualified. They are few enough to try every reading.</summary>
    private static readonly Gen<string> GenDate = Gen.Select(
        GenKnown(),
        Gen.OneOf(Gen.Const(""), Gen.Const(""), Gen.Const("?"), Gen.Const("~"), Gen.Const("%")),
        (date, qualifier) => date + qualifier
    );

    private static Gen<string> GenKnown() =>
        Gen.OneOf(
            Gen.Int[0, Last.DayNumber - First.DayNumber]
                .Select(n => First.AddDays(n).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            Gen.Int[1, 4].Select(month => $"2020-{month:00}"),
            Gen.Int[1, 4].Select(month => $"2020-{month:00}-XX")
        );

    private static readonly Gen<Period> GenPeriod = Gen.Select(
            Gen.OneOf(GenDate, Gen.Const(""), Gen.Const("..")),
            Gen.OneOf(GenDate, Gen.Const(""), Gen.Const("..")),
            Gen.OneOf(GenDate, Gen.Const(""))
        )
        .Select(
            (start, end, seen) => Period.TryParse($"{start}/{end}", seen.Length == 0 ? null : seen, out var period, out _) ? period : null
        )
        .Where(period => period is not null)
        .Select(period => period!);

    private static readonly Gen<DateOnly> GenDay = Gen.Int[-5, 125].Select(First.AddDays);

    [TestCase("2015/..", null, "2014-12-31", Certainty.None)]
    [TestCase("2015/..", null, "2015-01-01", Certainty.Possible)]
    [TestCase("2015/..", null, "2015-12-31", Certainty.Certain)]
    [TestCase("2015/..", null, "2026-01-01", Certainty.Certain)]
    [TestCase("/..", "2025-08", "2022-07-01", Certainty.Possible)]
    [TestCase("/..", "2025-08", "2025-08-30", Certainty.Possible)]
    [TestCase("/..", "2025-08", "2025-08-31", Certainty.Certain)]
    [TestCase("/", null, "2020-01-01", Certainty.Possible)]
    [TestCase("/", "2020-01-01", "2020-01-01", Certainty.Certain)]
    [TestCase("/", "2020-01-01", "2020-01-02", Certainty.Possible)]
    [TestCase("../2018", null, "1900-01-01", Certainty.Certain)]
    [TestCase("../2018", null, "2018-01-02", Certainty.Possible)]
    [TestCase("../2018", null, "2019-01-01", Certainty.None)]
    [TestCase("2015/2018-03", null, "2018-03-01", Certainty.Certain)]
    [TestCase("2015/2018-03", null, "2018-03-02", Certainty.Possible)]
    [TestCase("2015/2018-03", null, "2018-04-01", Certainty.None)]
    [TestCase("2015/2015", null, "2015-06-01", Certainty.Possible)]
    [TestCase("2025/..", "2025-08", "2025-08-31", Certainty.Certain)]
    [TestCase("199X/..", null, "1995-06-01", Certainty.Possible)]
    [TestCase("199X/..", null, "1999-12-31", Certainty.Certain)]
    [TestCase("199X/..", null, "1989-12-31", Certainty.None)]
    [TestCase("1997~/..", null, "1996-12-31", Certainty.None)]
    [TestCase("1997~/..", null, "1997-12-31", Certainty.Possible)]
    [TestCase("1997~/..", null, "2026-01-01", Certainty.Possible)]
    [TestCase("1997?/..", "2005", "2005-12-31", Certainty.Certain)]
    [TestCase("1997/2005%", null, "1998-01-01", Certainty.Possible)]
    [TestCase("1997/2005%", "2001", "2001-01-01", Certainty.Certain)]
    [TestCase("1997/2005%", "2001", "2002-01-01", Certainty.Possible)]
    [TestCase("1997/2005%", null, "2006-01-01", Certainty.None)]
    [TestCase("/..", "2005~", "2020-01-01", Certainty.Possible)]
    public void AsOf_WhenTheDatesArePartial_SaysWhatTheyLeaveOpen(string text, string? seen, string day, Certainty expected) =>
        Assert.That(
            Period.Parse(text, seen).AsOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(expected)
        );

    [Test]
    public void AsOf_WhenAllReadingsAreGoneThrough_EqualsThem() =>
        Gen.Select(GenPeriod, GenDay).Sample((period, day) => period.AsOf(day) == ByEveryReading(period, day), iter: 400);

    [Test]
    public void SaysNoMoreThan_WhenAllDaysAreGoneThrough_EqualsThem() =>
        Gen.Select(GenPeriod, GenPeriod)
            .Sample(
                (period, other) =>
                    period.SaysNoMoreThan(other) == DaysOf(period).Concat(DaysOf(other)).All(day => period.AsOf(day) <= other.AsOf(day)),
                iter: 4000
            );

    private static IEnumerable<DateOnly> DaysOf(Period period) =>
        [period.PossibleFrom, period.PossibleTo, period.CertainFrom, period.CertainTo];

    [Test]
    public void AsOf_WhenADayIsCertain_ThatDayIsPossible() =>
        GenPeriod.Sample(period =>
            period.CertainFrom > period.CertainTo || (period.PossibleFrom <= period.CertainFrom && period.CertainTo <= period.PossibleTo)
        );

    [Test]
    public void AsOf_WhenTheFactGoesOn_NeverFallsAsDaysPass() =>
        Gen.Select(GenPeriod.Where(period => period.Ongoing), GenDay, GenDay)
            .Sample((period, a, b) => period.AsOf(a < b ? a : b) <= period.AsOf(a < b ? b : a));

    [Test]
    public void AsOf_WhenTheStartIsKnownMoreExactly_IsNeverLessCertain() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 29], GenDay)
            .Sample(
                (month, date, day) =>
                {
                    var rough = Period.Parse($"2020-{month:00}/..", null).AsOf(day);
                    var exact = Period.Parse($"2020-{month:00}-{date:00}/..", null).AsOf(day);
                    return rough switch
                    {
                        Certainty.Certain => exact == Certainty.Certain,
                        Certainty.None => exact == Certainty.None,
                        _ => exact is Certainty.Certain or Certainty.None,
                    };
                }
            );

    [TestCase("2020", "start/end")]
    [TestCase("2020/2021/2022", "start/end")]
    [TestCase("2021/2020", "ends before it starts")]
    [TestCase("2021-02-30/..", "not in the calendar")]
    public void TryParse_WhenTheTextIsNoPeriod_SaysWhy(string text, string part)
    {
        Period.TryParse(text, null, out _, out var reason);

        Assert.That(reason, Does.Contain(part));
    }

    [TestCase("2020/2021", "2022")]
    [TestCase("2020/2021", "2019-12-31")]
    [TestCase("2020/..", "..")]
    public void TryParse_WhenTheObservationLiesOutside_Refuses(string text, string seen) =>
        Assert.That(Period.TryParse(text, seen, out _, out _), Is.False);

    /// <summary>The slow, obvious reference: it tries every first day, last day and observation that the dates can mean.</summary>
    private static Certainty ByEveryReading(Period period, DateOnly day)
    {
        var before = First.AddDays(-10);
        var after = Last.AddDays(10);
        // A qualified start can mean any later day, a qualified end any earlier one. A qualified observation says nothing.
        var starts =
            period.AlwaysHeld ? [DateOnly.MinValue]
            : period.Start is { IsQualified: true } about ? Days(null, about.Earliest, after)
            : Days(period.Start, before, after);
        var ends =
            period.Ongoing ? [DateOnly.MaxValue]
            : period.End is { IsQualified: true } until ? Days(null, before, until.Latest)
            : Days(period.End, before, after);
        var observations = period.Observed is null or { IsQualified: true } ? null : Days(period.Observed, before, after);
        var some = false;
        var all = true;
        foreach (var start in starts)
        {
            foreach (var end in ends.Where(end => end >= start))
            {
                if (observations is not null && !observations.Exists(seen => start <= seen && seen <= end))
                {
                    continue;
                }

                var holds = start <= day && day <= end;
                some |= holds;
                all &= holds;
            }
        }

        return (some, all) switch
        {
            (true, true) => Certainty.Certain,
            (true, false) => Certainty.Possible,
            _ => Certainty.None,
        };
    }

    private static List<DateOnly> Days(PartialDate? date, DateOnly from, DateOnly to)
    {
        var (first, last) = date is null ? (from, to) : (date.Earliest, date.Latest);
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
    }

    [TestCase("2015-01-01/2015-06-30", "2015-06-30/2016-01-01", true, Description = "They share the day.")]
    [TestCase("2015-01-01/2015-06-29", "2015-06-30/2016-01-01", false)]
    public void MustOverlap_WhenTheyTouch_CountsTheDay(string first, string second, bool overlap)
    {
        Assert.That(Period.Parse(first, null).MustOverlap(Period.Parse(second, null)), Is.EqualTo(overlap));
        Assert.That(Period.Parse(second, null).MustOverlap(Period.Parse(first, null)), Is.EqualTo(overlap));
    }

    [TestCase("2015-01-01/2015-06-30", "2015-01-01/2015-06-30", true)]
    [TestCase("2014-12-31/2015-06-30", "2015-01-01/2015-06-30", false)]
    [TestCase("2015-01-01/2015-07-01", "2015-01-01/2015-06-30", false)]
    public void CanLieWithin_WhenTheBoundsMeet_CountsThem(string period, string life, bool within) =>
        Assert.That(Period.Parse(period, null).CanLieWithin(Period.Parse(life, null)), Is.EqualTo(within));

    [TestCase("2016/2015", true)]
    [TestCase("2015/2016", false)]
    [TestCase("2015/2015", false)]
    [TestCase("2015-06/2015", false, Description = "The year may mean a later day.")]
    [TestCase("2015/..", false)]
    [TestCase("x/2015", false)]
    [TestCase("2015", false)]
    [TestCase("2015/2014/2013", false)]
    [TestCase(null, false)]
    public void IsInverted_WhenTheEndComesBeforeTheStart_SaysSo(string? text, bool inverted) =>
        Assert.That(Period.IsInverted(text), Is.EqualTo(inverted));

    [TestCase("2015", null)]
    [TestCase(null, null)]
    [TestCase("x/2016", null)]
    [TestCase("2015/x", null)]
    [TestCase("2015/2016", "x")]
    [TestCase("2015/2016", "..")]
    [TestCase("2016/2015", null)]
    [TestCase("2015/2016", "2014")]
    [TestCase("2015/2016", "2017")]
    public void TryParse_WhenTheTextIsNone_GivesNoPeriodAndAReason(string? text, string? observed)
    {
        Assert.That(Period.TryParse(text, observed, out var period, out var reason), Is.False);
        Assert.That(period, Is.Null);
        Assert.That(reason, Has.Length.GreaterThan(20));
    }

    [TestCase("2015/2016", "2015")]
    [TestCase("2015/2016", "2016")]
    [TestCase("2015-03-01/2015-03-31", "2015-03-01")]
    [TestCase("2015-03-01/2015-03-31", "2015-03-31")]
    public void TryParse_WhenItWasObservedAtItsBounds_IsAPeriod(string text, string observed) =>
        Assert.That(Period.TryParse(text, observed, out _, out _), Is.True);

    [Test]
    public void Comparison_WhenTheOtherIsMissing_Throws()
    {
        var period = Period.Parse("2015/2016", null);
        Assert.That(() => period.MustOverlap(null!), Throws.ArgumentNullException);
        Assert.That(() => period.CanLieWithin(null!), Throws.ArgumentNullException);
    }

    [TestCase("2023/..", null, "2025-03/..", "2023/2025-03")]
    [TestCase("/..", "2025-08", "2025-09/..", "/2025-09")]
    [TestCase("/..", "2025-08", "/..", "/")]
    [TestCase("../..", null, "2025/2026", "../2025")]
    [TestCase("/..", "2025-08", "2025-06-01/..", null, Description = "It was seen to hold after that.")]
    [TestCase("2026/..", null, "2025/..", null, Description = "It began after that.")]
    public void EndedBy_WhenAnotherFactTakesItsPlace_EndsAtItsStart(string text, string? observed, string successor, string? expected) =>
        Assert.That(Period.Parse(text, observed).EndedByOrNull(Period.Parse(successor, "2026-01-10"))?.Text, Is.EqualTo(expected));
}
