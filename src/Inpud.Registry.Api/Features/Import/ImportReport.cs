using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Features.Import;

/// <summary>What a row of an import does.</summary>
internal enum ImportOutcome
{
    /// <summary>It makes a group.</summary>
    New,

    /// <summary>It changes a group.</summary>
    Changed,

    /// <summary>It states what the registry has.</summary>
    Unchanged,

    /// <summary>It breaks a rule.</summary>
    Refused,
}

/// <summary>What an import does, row by row.</summary>
internal sealed record ImportReport : ICsvAnswer
{
    /// <summary>Whether it was written: false for a dry run, and where there was nothing to write.</summary>
    public required bool Written { get; init; }

    /// <summary>How many groups it makes.</summary>
    /// <example>12</example>
    public required int New { get; init; }

    /// <summary>How many groups it changes.</summary>
    /// <example>3</example>
    public required int Changed { get; init; }

    /// <summary>How many rows state what the registry has.</summary>
    /// <example>40</example>
    public required int Unchanged { get; init; }

    /// <summary>How many rows are refused. Where there is one, nothing is written.</summary>
    /// <example>0</example>
    public required int Refused { get; init; }

    /// <summary>The rows of the file, in their order.</summary>
    public required IReadOnlyList<ImportedRow> Rows { get; init; }

    public byte[] ToCsv() => ImportedRow.Columns.Write(Rows);

    public static ImportReport Of(IReadOnlyList<ImportedRow> rows) =>
        new()
        {
            Written = false,
            New = rows.Count(row => row.Outcome == ImportOutcome.New),
            Changed = rows.Count(row => row.Outcome == ImportOutcome.Changed),
            Unchanged = rows.Count(row => row.Outcome == ImportOutcome.Unchanged),
            Refused = rows.Count(row => row.Outcome == ImportOutcome.Refused),
            Rows = rows,
        };
}

/// <summary>What a row of a file does.</summary>
internal sealed record ImportedRow : ICsvRow<ImportedRow>
{
    /// <summary>The row's number, as a spreadsheet program shows it.</summary>
    /// <example>2</example>
    public required int Row { get; init; }

    /// <summary>What it does.</summary>
    public required ImportOutcome Outcome { get; init; }

    /// <summary>The id of the group; null where the row is refused, or would make one in a dry run.</summary>
    /// <example>kenyan-network-7mk2qx</example>
    public required string? Id { get; init; }

    /// <summary>The name that stands in the row; null where there is none.</summary>
    /// <example>Kenyan Network of People who Use Drugs</example>
    public required string? Name { get; init; }

    /// <summary>What it changes.</summary>
    public required IReadOnlyList<ImportDifference> Differences { get; init; }

    /// <summary>Why it is refused.</summary>
    public required IReadOnlyList<ImportMistake> Mistakes { get; init; }

    public static CsvColumns<ImportedRow> Columns { get; } =
        new()
        {
            { "row", x => x.Row },
            { "outcome", x => x.Outcome },
            { "id", x => x.Id },
            { "name", x => x.Name },
            { "differences", x => x.Differences.Select(change => $"{change.Field}: {change.Before} → {change.After}") },
            { "mistakes", x => x.Mistakes.Select(mistake => $"{mistake.Cell} {mistake.Code}: {mistake.Detail}") },
        };
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
    /// <example>C2</example>
    public required string Cell { get; init; }

    /// <summary>The rule that it breaks.</summary>
    /// <example>unknown-country</example>
    public required string Code { get; init; }

    /// <summary>What is wrong, and how to mend it.</summary>
    /// <example>'Kenia?' is no country. Use a code of /v1/countries, such as KE, KEN or 404.</example>
    public required string Detail { get; init; }

    /// <summary>The address of the membership rule that would be broken; null where it is none of those.</summary>
    public required string? Rule { get; init; }
}
