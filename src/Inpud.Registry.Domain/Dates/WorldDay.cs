namespace Inpud.Registry.Domain.Dates;

/// <summary>The day at a moment. Around the world it is two days at once, and nobody knows in which zone a group counts its own.</summary>
/// <param name="Utc">The day in UTC.</param>
/// <param name="Latest">The day at UTC+14, where each day begins and ends first.</param>
public readonly record struct WorldDay(DateOnly Utc, DateOnly Latest)
{
    private static readonly TimeSpan FirstZone = TimeSpan.FromHours(14);

    /// <summary>The day at that moment.</summary>
    public static WorldDay At(DateTimeOffset moment) =>
        new(DateOnly.FromDateTime(moment.UtcDateTime), DateOnly.FromDateTime(moment.ToOffset(FirstZone).DateTime));

    /// <summary>The moment since which both days are what they are: consents begin and run out at no other.</summary>
    public DateTimeOffset Since
    {
        get
        {
            var utc = new DateTimeOffset(Utc, TimeOnly.MinValue, TimeSpan.Zero);
            var latest = new DateTimeOffset(Latest, TimeOnly.MinValue, FirstZone).ToUniversalTime();
            return utc > latest ? utc : latest;
        }
    }

    /// <summary>The moment until which both days are what they are: with it, the next one begins.</summary>
    public DateTimeOffset Until
    {
        get
        {
            var utc = new DateTimeOffset(Utc.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            var latest = new DateTimeOffset(Latest.AddDays(1), TimeOnly.MinValue, FirstZone).ToUniversalTime();
            return utc < latest ? utc : latest;
        }
    }
}
