namespace Inpud.Registry.Domain.Groups;

/// <summary>What a group agreed to.</summary>
/// <param name="Scope">How far it may be known: <see cref="GroupVisibility.Public"/>, or <see cref="GroupVisibility.Country"/>.</param>
/// <param name="Given">The day from which it agrees.</param>
/// <param name="Until">The last day for which it agrees; null for ever.</param>
public sealed record Consent(GroupVisibility Scope, DateOnly Given, DateOnly? Until)
{
    /// <summary>True where the consent allows the visibility on that day. A consent to be public also allows to be counted.</summary>
    public bool Allows(GroupVisibility visibility, DateOnly day) =>
        (Scope == GroupVisibility.Public || Scope == visibility) && Given <= day && (Until is null || day <= Until);
}
