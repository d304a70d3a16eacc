using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Counts;

/// <summary>
/// Groups that the counts still have, and that nobody may see: their consent has run out and the day is not settled, or somebody changed a table by hand, with no program to fill in the rest.
/// A count never shows more than a list.
/// </summary>
internal static class HiddenGroups
{
    /// <summary>The second condition names the index, which has the consents that end. The day is asked for once: asked at each row, it would be no bound of the index.</summary>
    private const string Expired = "shown_until < (select registry_latest_day()) and shown_until <> '9999-12-31'";

    /// <summary>The condition that there are such groups. On nearly every day, there are none.</summary>
    public const string AreSome = $"(exists (select 1 from shown_was_groups) or exists (select 1 from shown_groups where {Expired}))";

    /// <summary>What to take from the counts.</summary>
    public static async Task<CountChanges> ReadAsync(IQuerySession read)
    {
        var was = await read.QueryAsync<string>("select group_key from shown_was_groups");
        var expired = await read.QueryAsync<string>($"select group_key from shown_groups where {Expired}");
        var changes = new CountChanges();
        foreach (var (groups, keys) in new[] { (CountedGroupsSql.Was, was), (CountedGroupsSql.Shown, expired) })
        {
            foreach (var group in await groups.ReadAsync(read, keys))
            {
                changes.Add(group, by: -1);
            }
        }

        return changes;
    }
}
