using Inpud.Registry.Api.Storage.Hiding;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Counts the changes that a restore would lose.</summary>
/// <remarks>The histories tell, and no time does: where the clock of the machine was ahead once, a copy has later times than what was written after it.</remarks>
internal static class LostChanges
{
    /// <summary>
    /// What the program writes by itself is not lost: the copy is upgraded, too, what a restore hid is hidden in it again, what came with a day comes again, and the shipped data is that of a start after the database had gone.
    /// </summary>
    private const string After = """
        select count(*) from changes
        where
            id > @common
            and action not in ('upgrade', 'restore', 'seed')
            and not (action = 'change' and actor = 'registry' and before is null and after is null)
            and coalesce(cause, 0) not in (select id from changes where action = 'restore')
        """;

    /// <param name="present">The present database.</param>
    /// <param name="copies">The copy: as it is, and as this program upgraded it, which can chain its history anew. One of them has the present history up to the copy.</param>
    public static async Task<long> CountAsync(IQuerySession present, IReadOnlyList<Database> copies)
    {
        var common = 0L;
        foreach (var copy in copies)
        {
            await using var read = await copy.ReadAsync();
            common = Math.Max(common, await ShownSql.LastCommonEntryAsync(present, read));
        }

        return (await present.QueryAsync<long>(After, new { common }))[0];
    }
}
