namespace Inpud.Registry.Api.Http.Writes;

/// <summary>Marks a field that only a change can state. The body of a new record does not have it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OfChangesAttribute : Attribute;
