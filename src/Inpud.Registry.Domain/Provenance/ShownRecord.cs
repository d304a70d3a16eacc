namespace Inpud.Registry.Domain.Provenance;

/// <summary>A record that an answer shows to a steward, with what the public does not see of it.</summary>
/// <param name="Resource">The kind of record, as addresses name it, such as <c>groups</c>.</param>
/// <param name="Id">The record's id.</param>
public sealed record ShownRecord(string Resource, string Id);
