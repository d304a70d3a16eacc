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
    /// <summary>Why the key is not valid at a moment, as a sentence; null where it is valid.</summary>
    public string? WhyNotValid(DateTimeOffset now) =>
        (Revoked <= now, Expires <= now) switch
        {
            (true, _) => "The key was revoked.",
            (_, true) => "The key has expired.",
            _ => null,
        };
}
