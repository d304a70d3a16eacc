using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features;

/// <summary>Makes the page of an answer from the rows of a query.</summary>
internal static class ListAnswer
{
    public static Slice Slice(this ListScope scope, string? certainty = null, bool descending = false) =>
        new(scope.After?.Key, scope.After?.Id, scope.Limit, descending, certainty);

    public static DatedList<TItem> Answer<TRow, TItem>(this ListScope scope, AskedDay day, Rows<TRow> rows, Func<TRow, TItem> item)
        where TRow : ListRow
        where TItem : ICsvRow<TItem> =>
        new()
        {
            AsOf = day.Day,
            Items = [.. rows.Items.Select(item)],
            Total = rows.Total,
            Certain = rows.Certain,
            Possible = rows.Possible,
            Next = Next(scope, day.Text, rows),
        };

    public static PlainList<TItem> Answer<TRow, TItem>(this ListScope scope, Rows<TRow> rows, Func<TRow, TItem> item)
        where TRow : ListRow
        where TItem : ICsvRow<TItem> =>
        new()
        {
            Items = [.. rows.Items.Select(item)],
            Total = rows.Total,
            Next = Next(scope, "", rows),
        };

    /// <summary>The cursor of the page after these rows; null after the last.</summary>
    public static string? NextOf<TRow>(this ListScope scope, AskedDay day, Rows<TRow> rows)
        where TRow : ListRow => Next(scope, day.Text, rows);

    private static string? Next<TRow>(ListScope scope, string day, Rows<TRow> rows)
        where TRow : ListRow => rows.HasMore ? scope.Next(day, rows.Items[^1].SortKey, rows.Items[^1].RowId) : null;
}
