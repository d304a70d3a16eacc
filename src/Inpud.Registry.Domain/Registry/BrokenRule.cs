namespace Inpud.Registry.Domain.Registry;

/// <summary>A rule that a record breaks.</summary>
/// <param name="Code">The rule's code.</param>
/// <param name="Kind">The kind of the record.</param>
/// <param name="Id">The id of the record.</param>
/// <param name="Sentence">What is wrong, and how to mend it.</param>
public sealed record BrokenRule(string Code, RuledKind Kind, string Id, string Sentence)
{
    /// <summary>The id of another record that is in the way; null where the record breaks the rule by itself.</summary>
    public string? InTheWay { get; init; }

    /// <summary>The record, as a message names it: <c>seat term alex-2020</c>.</summary>
    public string Record => $"{Words(Kind)} {Id}";

    private static string Words(RuledKind kind) =>
        string.Concat(
            kind.ToString().Select((letter, i) => $"{(i > 0 && char.IsUpper(letter) ? " " : "")}{char.ToLowerInvariant(letter)}")
        );
}
