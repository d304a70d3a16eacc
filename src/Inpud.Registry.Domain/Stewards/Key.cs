namespace Inpud.Registry.Domain.Stewards;

/// <summary>A key as the registry knows it. Only the steward who was given the key knows its text.</summary>
/// <param name="Id">Names the key without telling it.</param>
/// <param name="Label">Who was given it, in the registry's words.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">The moment from which it is not valid any more; null for never.</param>
/// <param name="Revoked">When it was taken back; null where it was not.</param>
public sealed record Key(
    string Id,
    string Label,
    StewardScopes Scopes,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    DateTimeOffset? Revoked
)
{
    /// <summary>The last day on which it is valid, in UTC; null where it never expires. A key that is valid to the end of a day expires at the midnight after it, which is another day.</summary>
    public DateOnly? LastDay => Expires is { } end ? DateOnly.FromDateTime(end.UtcDateTime.AddTicks(-1)) : null;

    /// <summary>The moment at which a key expires whose last day this is: the end of that day in UTC.</summary>
    public static DateTimeOffset EndOf(DateOnly lastDay) => new(lastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>Why the key is not valid at a moment, as a sentence; null where it is valid.</summary>
    public string? WhyNotValid(DateTimeOffset now) =>
        (Revoked <= now, Expires <= now) switch
        {
            (true, _) => "The key was revoked.",
            (_, true) => $"The key has expired. Its last day was {LastDay:yyyy-MM-dd} (UTC).",
            _ => null,
        };
}
