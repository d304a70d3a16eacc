using Dapper;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>The part of a list that a request asks for.</summary>
/// <param name="AfterKey">The sort key of the last row of the page before; null for the first page.</param>
/// <param name="AfterId">The id of that row.</param>
/// <param name="Limit">The most rows of the page; null for all rows.</param>
/// <param name="Descending">True for the reverse order.</param>
/// <param name="Certainty">Only rows that are <c>certain</c>, or only <c>possible</c> ones; null for both.</param>
internal sealed record Slice(string? AfterKey, string? AfterId, int? Limit, bool Descending, string? Certainty);

/// <summary>The columns that a list's query adds to each row. They are empty for a query that is no list. The certainty is <c>none</c> for a query without a day.</summary>
internal abstract record ListRow
{
    public string SortKey { get; init; } = "";
    public string RowId { get; init; } = "";
    public Certainty Certainty { get; init; }
}

internal sealed record RowCounts
{
    public int Certain { get; init; }
    public int Possible { get; init; }
    public int Total => Certain + Possible;

    /// <summary>The counts of a list of this certainty alone; of both where it is null.</summary>
    public RowCounts Of(string? certainty) =>
        certainty switch
        {
            null => this,
            "certain" => new RowCounts { Certain = Certain },
            _ => new RowCounts { Possible = Possible },
        };
}

/// <summary>A page of rows, and the total number of rows.</summary>
internal sealed record Rows<T>(IReadOnlyList<T> Items, int Certain, int Possible, bool HasMore)
{
    public int Total => Certain + Possible;
}

/// <summary>Keyset paging around any query. The next page starts after a row and not at an offset, so that added or removed rows do not shift it.</summary>
internal static class ListSql
{
    public static (string Counts, string Page) For(string rows, Slice slice, DynamicParameters parameters)
    {
        var ofCertainty = slice.Certainty is null ? "" : "where certainty = @certainty_asked";
        parameters.Add("certainty_asked", slice.Certainty);
        var counts = $"""
            with listed as ({rows})
            select
                coalesce(sum(case when certainty = 'certain' then 1 else 0 end), 0) as certain,
                coalesce(sum(case when certainty = 'possible' then 1 else 0 end), 0) as possible
            from listed {ofCertainty}
            """;

        var direction = slice.Descending ? "desc" : "asc";
        var conditions = new List<string>();
        if (slice.Certainty is not null)
        {
            conditions.Add("certainty = @certainty_asked");
        }

        if (slice.AfterKey is not null)
        {
            conditions.Add(
                slice.Descending ? "(sort_key, row_id) < (@after_key, @after_id)" : "(sort_key, row_id) > (@after_key, @after_id)"
            );
            parameters.Add("after_key", slice.AfterKey);
            parameters.Add("after_id", slice.AfterId);
        }

        var where = conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
        var limit = slice.Limit is null ? "" : "limit @take";
        parameters.Add("take", slice.Limit + 1);
        var page = $"""
            with listed as ({rows})
            select * from listed {where}
            order by sort_key {direction}, row_id {direction} {limit}
            """;
        return (counts, page);
    }
}
