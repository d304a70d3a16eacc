using Dapper;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>The part of a list that a request asks for.</summary>
/// <param name="AfterKey">The sort key of the last row of the page before; null for the first page.</param>
/// <param name="AfterId">The id of that row.</param>
/// <param name="Limit">At most so many rows; null for all.</param>
/// <param name="Descending">True for the reverse order.</param>
/// <param name="Certainty">Only rows that are <c>certain</c>, or only <c>possible</c> ones; null for both.</param>
internal sealed record Slice(string? AfterKey, string? AfterId, int? Limit, bool Descending, string? Certainty);

/// <summary>What a list's query adds to the columns of a row. A query that is no list leaves it empty; one that asks as of no day leaves the certainty at none.</summary>
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
}

/// <summary>A page of rows, and how many there are in all.</summary>
internal sealed record Rows<T>(IReadOnlyList<T> Items, int Certain, int Possible, bool HasMore)
{
    public int Total => Certain + Possible;
}

/// <summary>Keyset paging around any query: the next page starts after a row, not at an offset, so rows that come or go move nothing.</summary>
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
        // One row more than asked for tells whether there is a next page.
        parameters.Add("take", slice.Limit + 1);
        var page = $"""
            with listed as ({rows})
            select * from listed {where}
            order by sort_key {direction}, row_id {direction} {limit}
            """;
        return (counts, page);
    }
}
