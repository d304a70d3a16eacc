namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>What a row of an import does.</summary>
internal enum ImportOutcome
{
    /// <summary>It makes a record, or a part of one.</summary>
    New,

    /// <summary>It changes one.</summary>
    Changed,

    /// <summary>It states what the registry has.</summary>
    Unchanged,

    /// <summary>The registry has it as part of a record, and the bundle states the record without it: it is taken out.</summary>
    Removed,

    /// <summary>It breaks a rule.</summary>
    Refused,
}

/// <summary>What a row of a file does.</summary>
internal sealed record ImportedRow
{
    /// <summary>The table of the bundle that the row stands in; null for a spreadsheet.</summary>
    /// <example>groups.csv</example>
    public string? File { get; init; }

    /// <summary>The row's number, as a spreadsheet program shows it; null where the file does not have the row, but something that it states takes it away or breaks it.</summary>
    /// <example>2</example>
    public required int? Row { get; init; }

    /// <summary>What it does.</summary>
    public required ImportOutcome Outcome { get; init; }

    /// <summary>The id of the record; null where a spreadsheet's row is refused.</summary>
    /// <example>kenyan-network-7mk2qx</example>
    public required string? Id { get; init; }

    /// <summary>The name that stands in the row; null where there is none.</summary>
    /// <example>Kenyan Network of People who Use Drugs</example>
    public required string? Name { get; init; }

    /// <summary>What it changes.</summary>
    public IReadOnlyList<ImportDifference> Differences { get; init; } = [];

    /// <summary>Why it is refused.</summary>
    public IReadOnlyList<ImportMistake> Mistakes { get; init; } = [];
}

/// <summary>A field that a row changes.</summary>
internal sealed record ImportDifference
{
    /// <summary>The field.</summary>
    /// <example>place</example>
    public required string Field { get; init; }

    /// <summary>What it was, as JSON.</summary>
    /// <example>null</example>
    public required string Before { get; init; }

    /// <summary>What it becomes, as JSON.</summary>
    /// <example>"Nairobi"</example>
    public required string After { get; init; }
}

/// <summary>Why a row is refused.</summary>
internal sealed record ImportMistake
{
    /// <summary>The cell, as a spreadsheet program shows it; of the row as a whole, its first.</summary>
    /// <example>A2</example>
    public required string Cell { get; init; }

    /// <summary>The rule that it breaks.</summary>
    /// <example>outside-remit</example>
    public required string Code { get; init; }

    /// <summary>What is wrong, and how to mend it.</summary>
    /// <example>euronpud does not admit from KE. Add the country to its remit, or take the membership out.</example>
    public required string Detail { get; init; }

    /// <summary>The address of the membership rule that would be broken; null where it is none of those.</summary>
    /// <example>https://registry.example.org/v1/rules/outside-remit</example>
    public string? Rule { get; init; }
}
