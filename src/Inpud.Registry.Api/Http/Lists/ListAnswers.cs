using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Http.Lists;

/// <summary>A page of a list.</summary>
internal sealed record PlainList<T> : ICsvAnswer
    where T : ICsvRow<T>
{
    /// <summary>The rows of this page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>How many rows the whole list has.</summary>
    /// <example>3</example>
    public required int Total { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page. The Link header has the whole address.</summary>
    public required string? Next { get; init; }

    public byte[] ToCsv() => T.Columns.Write(Items);
}

/// <summary>A page of a list of facts that hold for a time, as of a day.</summary>
internal sealed record DatedList<T> : ICsvAnswer
    where T : ICsvRow<T>
{
    /// <summary>The day as of which the list is answered.</summary>
    /// <example>2025-09-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>The rows of this page: those that are certain as of the day, and those that are possible.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>How many rows the whole list has: the certain and the possible ones.</summary>
    /// <example>7</example>
    public required int Total { get; init; }

    /// <summary>How many rows hold on the day in every reading of their dates.</summary>
    /// <example>7</example>
    public required int Certain { get; init; }

    /// <summary>How many rows hold on the day in some reading of their dates, but not in every one.</summary>
    /// <example>0</example>
    public required int Possible { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page. The Link header has the whole address.</summary>
    public required string? Next { get; init; }

    public byte[] ToCsv() => T.Columns.Write(Items);
}
