using System.Globalization;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>The day as of which a request asks.</summary>
/// <param name="Day">The day.</param>
/// <param name="WasGiven">False where the request left the day out and so means today.</param>
internal readonly record struct AskedDay(DateOnly Day, bool WasGiven)
{
    /// <summary>The day as SQL compares it and as answers show it.</summary>
    public string Text => TextOf(Day);

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public static string TextOfToday(TimeProvider clock) => TextOf(Today(clock));

    public static AskedDay Of(IDated request, TimeProvider clock) =>
        request.AsOf is { } text
            ? new AskedDay(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture), WasGiven: true)
            : new AskedDay(Today(clock), WasGiven: false);

    /// <summary>The day of a request that may name a month or a year: its last day, or today while it is not over.</summary>
    public static AskedDay OfLastDay(IDated request, TimeProvider clock)
    {
        if (request.AsOf is not { Length: < 10 } text)
        {
            return Of(request, clock);
        }

        var (latest, today) = (PartialDate.Parse(text).Latest, Today(clock));
        return new AskedDay(latest < today ? latest : today, WasGiven: true);
    }

    private static string TextOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
