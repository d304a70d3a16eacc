using CsCheck;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Tests.Dates;

internal sealed class PeriodTests
{
    private static readonly DateOnly First = new(2020, 1, 1);
    private static readonly DateOnly Last = new(2020, 4, 30);

    /// <summary>Days and months of four months of 2020, and the year: few enough to go through every reading.</summary>
    private static readonly Gen<string> GenDate = Gen.OneOf(
        Gen.Int[0, Last.DayNumber - First.DayNumber]
            .Select(n => First.AddDays(n).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Int[1, 4].Select(month => $"2020-{month:00}")
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
    public void AsOf_WhenTheDatesArePartial_SaysWhatTheyLeaveOpen(string text, string? seen, string day, Certainty expected) =>
        Assert.That(
            Period.Parse(text, seen).AsOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(expected)
        );

    [Test]
    public void AsOf_WhenAllReadingsAreGoneThrough_EqualsThem() =>
        Gen.Select(GenPeriod, GenDay).Sample((period, day) => period.AsOf(day) == ByEveryReading(period, day), iter: 400);

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

    /// <summary>The slow and obvious way: every first day, last day and observation that the dates can mean.</summary>
    private static Certainty ByEveryReading(Period period, DateOnly day)
    {
        var before = First.AddDays(-10);
        var after = Last.AddDays(10);
        var starts = period.AlwaysHeld ? [DateOnly.MinValue] : Days(period.Start, before, after);
        var ends = period.Ongoing ? [DateOnly.MaxValue] : Days(period.End, before, after);
        var observations = period.Observed is null ? null : Days(period.Observed, before, after);
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
}
