namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Fills in a few groups, and writes only what is shown of them differently. Most writes change one row, and a row that stays needs no page of any index.</summary>
internal static class ShownDifferences
{
    private const string OfGroups = "groups";

    /// <summary>No two groups have the same value in these columns. They are not set in place, since two groups can change places.</summary>
    private static readonly string[] Unique = ["id", "slug"];

    /// <summary>What is shown of a group in a table, and what is to be shown.</summary>
    private sealed record Difference(
        string Table,
        string Group,
        IReadOnlyList<IDictionary<string, object?>> Before,
        IReadOnlyList<IDictionary<string, object?>> Now
    )
    {
        /// <summary>The columns that have another value, where a single row stays and can be changed in place.</summary>
        public IReadOnlyList<string> Changed { get; } =
            Table == OfGroups && Before.Count == 1 && Now.Count == 1
                ? [.. Now[0].Where(column => !Equals(column.Value, Before[0][column.Key])).Select(column => column.Key)]
                : [];

        public bool IsInPlace => Changed.Count > 0 && !Changed.Intersect(Unique).Any();

        public bool Counts =>
            IsInPlace
                ? Changed.Intersect(CountedGroupsSql.OfGroups).Any()
                : Table == OfGroups || CountedGroupsSql.OtherTables.Contains(Table);
    }

    public static async Task FillInAsync(WriteSession write, IReadOnlyList<string> groups)
    {
        var there = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            there[group] = [.. Whole, .. await write.QueryAsync<string>(PartsThere, new { group })];
        }

        var differences = await DifferencesAsync(write, ShownTables.OfRecords, there);
        var counted = differences.Where(difference => difference.Counts).Select(difference => difference.Group).Distinct().ToList();
        var before = (await ShownCounts.TakenOutAsync(write)).Concat(await CountedGroupsSql.Shown.ReadAsync(write, counted)).ToList();
        await WriteAsync(write, differences);
        await WriteAsync(write, await DifferencesAsync(write, ShownTables.OfWhatIsShown, there));
        await ShownCounts.FillInAsync(write, before, counted);
    }

    /// <summary>The tables that may have something of any group.</summary>
    private static readonly IReadOnlyList<string> Whole = [.. ShownTables.Names.Except(ShownTables.OfParts.Keys)];

    /// <summary>Asks which of the other tables have anything of a group, or had. Most groups have few parts, so that one look for all of them saves a query for each.</summary>
    private static readonly string PartsThere = string.Join(
        " union all ",
        ShownTables.OfParts.Select(part =>
            $"""
                select '{part.Key}' where exists (select 1 from shown_{part.Key} where {ShownTables.KeyOf(part.Key)} = @group)
                or exists (select 1 from {part.Value} where group_id = @group)
                """
        )
    );

    private static async Task<IReadOnlyList<Difference>> DifferencesAsync(
        WriteSession write,
        IReadOnlyList<string> tables,
        IReadOnlyDictionary<string, IReadOnlyList<string>> there
    )
    {
        var differences = new List<Difference>();
        foreach (var (group, filled) in there)
        {
            foreach (var table in tables.Intersect(filled, StringComparer.Ordinal))
            {
                if (await DifferenceOrNullAsync(write, table, group) is { } difference)
                {
                    differences.Add(difference);
                }
            }
        }

        return differences;
    }

    private static async Task<Difference?> DifferenceOrNullAsync(WriteSession write, string table, string group)
    {
        var rows = (
            await write.QueryAsync<dynamic>(
                $"""
                select false as is_now, s.* from shown_{table} as s where s.{ShownTables.KeyOf(table)} = @group
                union all
                select true as is_now, v.* from showable_{table} as v where v.group_key = @group
                """,
                new { group }
            )
        ).Cast<IDictionary<string, object?>>().ToLookup(row => row.Remove("is_now", out var isNow) && Convert.ToBoolean(isNow, null));
        var difference = new Difference(table, group, [.. rows[false]], [.. rows[true]]);
        return AreSame(difference.Before, difference.Now) ? null : difference;
    }

    /// <summary>Whether the rows are the same, in whatever order.</summary>
    private static bool AreSame(IReadOnlyList<IDictionary<string, object?>> before, IReadOnlyList<IDictionary<string, object?>> now)
    {
        if (before.Count != now.Count)
        {
            return false;
        }

        var left = before.ToList();
        return now.All(row =>
            left.FindIndex(other => row.All(column => Equals(column.Value, other[column.Key]))) is >= 0 and var at && Take(at)
        );

        bool Take(int at)
        {
            left.RemoveAt(at);
            return true;
        }
    }

    /// <summary>Takes out all rows that go before it puts in others: two groups can change names.</summary>
    private static async Task WriteAsync(WriteSession write, IReadOnlyList<Difference> differences)
    {
        foreach (
            var (table, group) in differences
                .Where(gone => !gone.IsInPlace && gone.Before.Count > 0)
                .Select(gone => (gone.Table, gone.Group))
        )
        {
            await write.ExecuteAsync($"delete from shown_{table} where {ShownTables.KeyOf(table)} = @group", new { group });
        }

        foreach (var difference in differences)
        {
            if (difference.IsInPlace)
            {
                await write.ExecuteAsync(
                    $"update shown_{difference.Table} set {string.Join(", ", difference.Changed.Select(column => $"{column} = @{column}"))} where group_key = @_group",
                    new Dictionary<string, object?>(
                        difference.Changed.Select(column => new KeyValuePair<string, object?>(column, difference.Now[0][column]))
                    )
                    {
                        ["_group"] = difference.Group,
                    }
                );
            }
            else if (difference.Now.Count > 0)
            {
                await write.ExecuteAsync(
                    $"insert into shown_{difference.Table} select v.* from showable_{difference.Table} as v where v.group_key = @group",
                    new { group = difference.Group }
                );
            }
        }
    }
}
