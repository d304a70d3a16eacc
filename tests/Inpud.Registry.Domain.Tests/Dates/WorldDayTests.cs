using System.Globalization;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Domain.Tests.Dates;

internal sealed class WorldDayTests
{
    [TestCase("2026-01-15T00:00:00Z", "2026-01-15", "2026-01-15", "2026-01-15T00:00:00Z", "2026-01-15T10:00:00Z")]
    [TestCase("2026-01-15T09:59:59Z", "2026-01-15", "2026-01-15", "2026-01-15T00:00:00Z", "2026-01-15T10:00:00Z")]
    [TestCase("2026-01-15T10:00:00Z", "2026-01-15", "2026-01-16", "2026-01-15T10:00:00Z", "2026-01-16T00:00:00Z")]
    [TestCase("2026-01-15T23:59:59Z", "2026-01-15", "2026-01-16", "2026-01-15T10:00:00Z", "2026-01-16T00:00:00Z")]
    [TestCase("2026-12-31T10:00:00Z", "2026-12-31", "2027-01-01", "2026-12-31T10:00:00Z", "2027-01-01T00:00:00Z")]
    public void At_WhenAsked_HasTheDayInUtcAndWhereItEndsFirst(string moment, string utc, string latest, string since, string until)
    {
        var day = WorldDay.At(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));

        Assert.Multiple(() =>
        {
            Assert.That(day.Utc, Is.EqualTo(DateOnly.Parse(utc, CultureInfo.InvariantCulture)));
            Assert.That(day.Latest, Is.EqualTo(DateOnly.Parse(latest, CultureInfo.InvariantCulture)));
            Assert.That(day.Since, Is.EqualTo(DateTimeOffset.Parse(since, CultureInfo.InvariantCulture)));
            Assert.That(day.Until, Is.EqualTo(DateTimeOffset.Parse(until, CultureInfo.InvariantCulture)));
        });
    }

    [TestCase("2026-01-14T23:59:59Z", false)]
    [TestCase("2026-01-15T00:00:00Z", true)]
    [TestCase("2026-01-20T09:59:59Z", true)]
    [TestCase("2026-01-20T10:00:00Z", false)]
    public void Consent_WhenItsLastDayEndsAnywhere_AllowsNothingAnyMore(string moment, bool allows)
    {
        var consent = new Consent(GroupVisibility.Public, new DateOnly(2026, 1, 15), new DateOnly(2026, 1, 20));
        var day = WorldDay.At(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));

        Assert.That(consent.Allows(GroupVisibility.Public, day), Is.EqualTo(allows));
    }
}
