using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Groups;

internal static class GroupsSql
{
    /// <summary>The readable addresses of the groups that are named, whose ids lie from one text up to another.</summary>
    public static Task<IReadOnlyList<string>> AddressesAsync(ReadSession read, string from, string to, int most) =>
        read.QueryAsync<string>(
            "select coalesce(slug, id) from public_named_groups where id >= @from and id < @to order by id limit @most",
            new
            {
                from,
                to,
                most,
            }
        );

    /// <summary>A page of the groups, as they are now, and the counts of all of them.</summary>
    /// <param name="read">The session.</param>
    /// <param name="filter">The groups.</param>
    /// <param name="slice">The page.</param>
    /// <param name="sort">The order: <c>name</c> or <c>country</c>.</param>
    /// <param name="columns">What to read of a group <c>g</c>.</param>
    public static async Task<Rows<T>> ListAsync<T>(ReadSession read, GroupFilter filter, Slice slice, string sort, string columns)
        where T : ListRow
    {
        var counts = (await CountAsync(read, filter)).Of(slice.Certainty);
        if (counts.Total == 0)
        {
            // Nobody walks past all groups to find that none of them fits.
            return new Rows<T>([], 0, 0, HasMore: false);
        }

        var walk = await GroupWalks.ChooseAsync(read, filter, sort, least: counts.Total);
        var parameters = filter.Parameters();
        var order = new GroupOrder(sort, slice, parameters);
        var listed = slice.Certainty switch
        {
            null => filter.Is(certain: false),
            "certain" => filter.Is(certain: true),
            _ => $"{filter.Is(certain: false)} and not ({filter.Is(certain: true)})",
        };
        var certainty = slice.Certainty is { } asked
            ? $"'{asked}'"
            : $"case when {filter.Is(certain: true)} then 'certain' else 'possible' end";
        var parts = walk.Parts.Select(part =>
            $"""
                select {order.Key} as sort_key, g.row_key as row_id, {certainty} as certainty, {order.ColumnsOf(
                    part.Order,
                    part.IsSorted || !order.IsOf(walk)
                )}, {columns}
                from {part.From}
                where {part.Where} {order.AfterOf(part.Order)} and {listed}
                """
        );
        return await read.PageAsync<T>($"{string.Join("\nunion all\n", parts)}\n{order.By}", parameters, slice, counts);
    }

    /// <summary>How many groups the filter has, whatever the page.</summary>
    public static async Task<RowCounts> CountAsync(ReadSession read, GroupFilter filter) =>
        await GroupCounting.KeptOrNullAsync(read, filter) ?? await CountRowsAsync(read, filter);

    /// <summary>Counts the rows of a filter of which no count is kept.</summary>
    private static async Task<RowCounts> CountRowsAsync(ReadSession read, GroupFilter filter)
    {
        // A count has to find all that match, and asks the index for them at once.
        filter = filter with
        {
            Found = filter.Found?.ForCounting,
        };
        var walk = await GroupWalks.ChooseAsync(read, filter, sort: null, least: 0);
        var parts = walk.Parts.Select(part =>
            $"""
                select case when {filter.Is(certain: true)} then 1 else 0 end as is_certain
                from {part.From}
                where {part.Where} and {filter.Is(certain: false)}
                """
        );
        return await read.SingleAsync<RowCounts>(
            $"select coalesce(sum(is_certain), 0) as certain, coalesce(sum(1 - is_certain), 0) as possible from ({string.Join("\nunion all\n", parts)}) as listed",
            filter.Parameters()
        );
    }
}
