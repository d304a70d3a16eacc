namespace Inpud.Registry.Domain.Dates;

/// <summary>A record that a rule compares another with.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="Period">The time for which it holds.</param>
public sealed record Recorded(string Id, Period Period)
{
    /// <summary>The record and its time, as a message names them.</summary>
    public override string ToString() => $"'{Id}' ({Period})";
}
