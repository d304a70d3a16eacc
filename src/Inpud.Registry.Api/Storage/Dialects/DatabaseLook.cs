namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>What the program can tell about a database before it opens it for service.</summary>
/// <param name="SchemaVersion">The version of its schema.</param>
/// <param name="LatestChange">The time of the last change in its history, for people to read: a clock may have been wrong; empty where it has no history, null where it is too damaged to tell.</param>
internal sealed record DatabaseLook(int SchemaVersion, string? LatestChange);
