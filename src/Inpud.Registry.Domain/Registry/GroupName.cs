namespace Inpud.Registry.Domain.Registry;

/// <summary>A name that a group bears or bore.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Country">The group's country.</param>
/// <param name="Key">The name without case, accents and punctuation.</param>
public sealed record GroupName(string GroupId, string Country, string Key);
