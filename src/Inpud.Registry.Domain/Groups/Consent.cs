using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Domain.Groups;

/// <summary>What a group agreed to.</summary>
/// <param name="Scope">How far it may be known: <see cref="GroupVisibility.Public"/>, or <see cref="GroupVisibility.Country"/>.</param>
/// <param name="Given">The day from which it agrees.</param>
/// <param name="Until">The last day for which it agrees; null for ever.</param>
public sealed record Consent(GroupVisibility Scope, DateOnly Given, DateOnly? Until)
{
    /// <summary>
    /// True where the consent allows the visibility on that day. A consent to be public also allows to be counted. Its last day ends as soon as it ends anywhere, so that no group is
    /// shown after its own last day.
    /// </summary>
    public bool Allows(GroupVisibility visibility, WorldDay day) =>
        (Scope == GroupVisibility.Public || Scope == visibility) && Given <= day.Utc && (Until is null || day.Latest <= Until);
}
