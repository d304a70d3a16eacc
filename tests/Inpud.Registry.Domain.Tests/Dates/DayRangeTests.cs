using System.Globalization;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Tests.Dates;

internal sealed class DayRangeTests
{
    [TestCase("2026-01-15", "", "0001-01-01", "9999-12-31")]
    [TestCase("2026-01-15", "2026-01-15", "2026-01-15", "9999-12-31")]
    [TestCase("2026-01-15", "2026-01-16", "0001-01-01", "2026-01-15")]
    [TestCase("2026-01-15", "2025-03-01 2027-01-01 2026-02-01 2024-01-01", "2025-03-01", "2026-01-31")]
    [TestCase("2026-01-15", "0001-01-01 9999-12-31", "0001-01-01", "9999-12-30")]
    public void Around_WhenThereAreTurns_EndsBeforeTheNextOne(string day, string turns, string first, string last)
    {
        var range = DayRange.Around(DayOf(day), turns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DayOf));

        Assert.That(range, Is.EqualTo(new DayRange(DayOf(first), DayOf(last))));
        Assert.That(range.Has(DayOf(day)));
    }

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
