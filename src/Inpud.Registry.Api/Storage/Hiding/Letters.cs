namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>A table of what one side states and another replies to. None of them is a record that can be withdrawn: a reply closes it, or whoever stated it takes it back.</summary>
/// <param name="Table">The table, which the history and the addresses name so, too.</param>
/// <param name="Closed">The states that take something away from whoever reads it. One that was accepted gave something, which the copy may not have.</param>
/// <param name="GoesWithoutTrace">Whether its row is deleted when it is taken back.</param>
internal sealed record Letters(string Table, IReadOnlyList<string> Closed, bool GoesWithoutTrace)
{
    /// <summary>While an offer waits, the other network reads the group's name. An accepted one moved the group to a keeper that stays.</summary>
    public static readonly Letters Offers = new("offers", ["accepted", "refused", "retracted"], GoesWithoutTrace: false);

    public static readonly Letters Proposals = new("proposals", ["refused", "retracted"], GoesWithoutTrace: false);

    /// <summary>What the group stated is erased when it withdraws its application, and some time after it was refused.</summary>
    public static readonly Letters Applications = new("applications", ["refused"], GoesWithoutTrace: true);

    public static IReadOnlyList<Letters> All { get; } = [Offers, Proposals, Applications];
}

/// <summary>The state of a letter, with the reply.</summary>
internal sealed record LetterRow
{
    public string Id { get; init; } = "";
    public string State { get; init; } = "";
    public string? Message { get; init; }
    public string? Decided { get; init; }
}
