namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>A row as its stewards keep it.</summary>
internal abstract record KeptRow : FactRow
{
    public string Id { get; init; } = "";
    public string? Withdrawn { get; init; }
}
