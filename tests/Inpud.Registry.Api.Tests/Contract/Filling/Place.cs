using System.Text.Json.Nodes;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>How much of a record a place shows.</summary>
internal enum PlaceScope
{
    /// <summary>The record and its parts.</summary>
    Whole,

    /// <summary>The record without its parts.</summary>
    Own,

    /// <summary>The parts alone.</summary>
    Parts,
}

/// <summary>A place that shows a record, such as an answer or an export.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Tree">What it says of the record; null where it does not show it.</param>
/// <param name="IsPublic">Whether anybody may look there.</param>
/// <param name="Scope">How much of a record belongs there.</param>
internal sealed record Place(string Name, JsonNode? Tree, bool IsPublic, PlaceScope Scope = PlaceScope.Whole)
{
    /// <summary>The mistakes of the place, a sentence each.</summary>
    public IEnumerable<string> MistakesOf(FilledRecord record)
    {
        if (Tree is null)
        {
            return [$"{record.Resource}: not in {Name}"];
        }

        var lost = record
            .Values.Where(value => Belongs(value) && !Looked.Holds(Tree, value, record.Values))
            .Select(value => $"{value.Path} is missing from {Name}");
        var leaked = record
            .Values.Where(value => IsPublic && value is { IsPrivate: true, IsRecognised: true } && Looked.Holds(Tree, value, record.Values))
            .Select(value => $"{value.Path} is private, and stands in {Name}");
        var stale = record
            .Former.Where(value => Belongs(value) && value.IsRecognised && Looked.Holds(Tree, value, record.Former))
            .Select(value => $"{value.Path} still has its former value in {Name}");
        var full = record
            .Emptied.Where(property => Scope != PlaceScope.Parts && !Looked.IsSilentOf(Tree, property))
            .Select(property => $"{property} was emptied, and is not empty in {Name}");
        return lost.Concat(leaked).Concat(stale).Concat(full).Select(mistake => $"{record.Resource}: {mistake}");
    }

    private bool Belongs(Stated value) =>
        !value.IsOfTheChange
        && !(IsPublic && value.IsPrivate)
        && Scope switch
        {
            PlaceScope.Own => value.IsOwn,
            PlaceScope.Parts => !value.IsOwn,
            _ => true,
        };
}
