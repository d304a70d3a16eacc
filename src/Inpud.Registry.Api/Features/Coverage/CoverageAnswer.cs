using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>A page of coverage counts, and the totals of everything that is counted.</summary>
internal sealed partial record CoverageAnswer<T> : ICsvAnswer
    where T : ICsvRow<T>, ICoverageRow
{
    /// <summary>The day as of which the registry counts.</summary>
    /// <example>2025-09-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>The rows of this page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>How many rows there are: the certain and the possible ones.</summary>
    /// <example>7</example>
    public required int Total { get; init; }

    /// <summary>How many rows certainly belong here as of the day.</summary>
    /// <example>7</example>
    public required int Certain { get; init; }

    /// <summary>How many rows possibly belong here as of the day.</summary>
    /// <example>0</example>
    public required int Possible { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page. The Link header has the whole address.</summary>
    public required string? Next { get; init; }

    /// <summary>The figures of all networks that count, the same on every page. They are not sums of the rows, because a country counts once.</summary>
    public required CoverageTotals Totals { get; init; }

    public byte[] ToCsv() => T.Columns.Write(Items);

    public static CoverageAnswer<T> Of(DatedList<T> list, CoverageTotals totals, HttpRequest request) =>
        new(CoverageAddress.Of(request))
        {
            AsOf = list.AsOf,
            Items = list.Items,
            Total = list.Total,
            Certain = list.Certain,
            Possible = list.Possible,
            Next = list.Next,
            Totals = totals,
        };
}
