namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>What a database is, seen from outside.</summary>
/// <param name="SchemaVersion">The version of its schema.</param>
/// <param name="LatestChange">When it was last changed; empty where it has no history, null where it is too damaged to say.</param>
internal sealed record DatabaseLook(int SchemaVersion, string? LatestChange);
