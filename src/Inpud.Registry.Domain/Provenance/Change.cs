namespace Inpud.Registry.Domain.Provenance;

/// <summary>One entry of the registry's history: who changed what, when and why. No write commits without one.</summary>
/// <param name="At">The instant, in UTC.</param>
/// <param name="Actor">Who made the change: the label of a key, or <c>registry</c> for the shipped data.</param>
/// <param name="Action">What was done, in one word: <c>seed</c>, <c>create</c>, <c>change</c>, <c>close</c>, <c>withdraw</c>.</param>
/// <param name="Resource">The kind of record.</param>
/// <param name="ResourceId">The id of the record.</param>
/// <param name="Before">The record before, as JSON; null where there was none.</param>
/// <param name="After">The record after, as JSON; null where there is none.</param>
/// <param name="Reason">Why, in the actor's words.</param>
public sealed record Change(
    DateTimeOffset At,
    string Actor,
    string Action,
    string Resource,
    string ResourceId,
    string? Before,
    string? After,
    string Reason
);
