using System.Security.Cryptography;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>
/// Groups that are counted and not named. What the public sees of one changes with the settling of a day alone, under a new id each time. So nobody can join the withdrawal of a name, or a
/// change of the group, with the row that counts it. What hides a group holds at once.
/// </summary>
internal static class CountedGroups
{
    /// <summary>How the ids begin under which groups are counted.</summary>
    public const string Prefix = "anonymous-";

    private const string Until = """
        (
            select case when max(coalesce(c.until, '9999-12-31')) < '9999-12-31' then max(c.until) end from consents as c
            where c.group_id = groups.id and c.ended is null and not exists (select 1 from consent_limits as l where l.consent_id = c.id and l.shown_as = 'private') and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
        )
        """;

    /// <summary>
    /// The networks of which the group is a member as of @today, each as sure as its memberships say on that day: a membership that may have ended, or that began about a date, is possible, and one that has yet
    /// to begin is none. That the group exists is certain: it agreed. A network whose remit does not have the country is left out: it would tell that the group moved, and from where.
    /// </summary>
    private const string Members = """
        (
            select '["' || string_agg(m.rank || ' ' || m.network_id, '","' order by m.network_id) || '"]'
            from (
                select
                    f.network_id,
                    max(
                        case
                            when max(f.certain_from, f.possible_from, n.possible_from) <= @today and @today <= min(f.certain_to, f.possible_to, n.possible_to) then 2
                            else 1
                        end
                    ) as rank
                from memberships as f join public_networks as n on n.id = f.network_id
                where
                    f.group_id = groups.id and f.withdrawn is null and f.possible_to = '9999-12-31'
                    and max(f.possible_from, n.possible_from) <= @today
                    and exists (select 1 from remit_countries as r where r.network_id = f.network_id and r.country = groups.country)
                group by f.network_id
            ) as m
        )
        """;

    private sealed record Row
    {
        public string Id { get; init; } = "";
        public bool IsCounted { get; init; }
    }

    /// <summary>Counts the groups that wait for it, and brings up to date what the public sees of those that changed.</summary>
    public static async Task SettleAsync(WriteSession write, PublicLog log, string today)
    {
        var changed = await write.QueryAsync<Row>(
            $"""
            select id, counted_from is not null as is_counted from groups
            where
                visibility = 'country' and withdrawn is null
                and (counted_from is null or counted_country <> country or coalesce(counted_until, '') <> coalesce({Until}, '') or coalesce(counted_members, '') <> coalesce({Members}, ''))
            order by id
            """,
            new { today }
        );
        foreach (var group in changed)
        {
            if (group.IsCounted)
            {
                await write.ExecuteAsync("update groups set counted_from = null where id = @Id", new { group.Id });
                await log.NoteAsync(write, "groups", group.Id);
            }

            await write.ExecuteAsync(
                $"update groups set counted_from = @today, counted_country = country, counted_until = {Until}, counted_key = @key, counted_members = {Members} where id = @Id",
                new
                {
                    group.Id,
                    today,
                    key = NewKey(),
                }
            );
            if (
                (
                    await write.QueryAsync<int>(
                        "select 1 from groups as g join public_counted_groups as c on c.id = g.anonymous_id where g.id = @Id",
                        new { group.Id }
                    )
                ).Count > 0
            )
            {
                await log.NoteAsync(write, "groups", group.Id);
            }
            else
            {
                // It has no consent or no membership yet, and waits on.
                await write.ExecuteAsync("update groups set counted_from = null where id = @Id", new { group.Id });
            }
        }
    }

    /// <summary>Gives the group another id under which it will be counted, since the feed says of the former one that it has gone. A row that came without its name keeps its only id.</summary>
    public static async Task ForgetAsync(WriteSession write, string anonymousId)
    {
        // A bundle of before has the former id: it must not come back as another group.
        await write.ExecuteAsync(
            "insert into former_ids (resource, former_id, id) select 'groups', anonymous_id, id from groups where anonymous_id = @anonymousId on conflict do nothing",
            new { anonymousId }
        );
        await write.ExecuteAsync(
            """
            update groups set anonymous_id = case when id = anonymous_id then id else @next end, counted_from = null, counted_key = null
            where anonymous_id = @anonymousId
            """,
            new { anonymousId, next = Prefix + NewKey() }
        );
    }

    /// <summary>Counts a group at once, since the day of its first consent: a registry of an earlier version did, and said so in public.</summary>
    public static Task CountAsBeforeAsync(WriteSession write, string id) =>
        write.ExecuteAsync(
            $"""
            update groups set
                counted_country = country,
                counted_key = @key,
                counted_from = (
                    select min(c.given) from consents as c
                    where c.group_id = groups.id and c.ended is null and c.id not in (select consent_id from consent_limits where shown_as = 'private') and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
                ),
                counted_until = {Until},
                counted_members = {Members}
            where id = @id
            """,
            new
            {
                id,
                key = NewKey(),
                today = Today(write),
            }
        );

    /// <summary>Settles the networks of groups that came with the rest of what the public sees of them: a bundle has their memberships after them, and one of an earlier version has nothing that was settled of these.</summary>
    public static Task SettleMembersAsync(WriteSession write) =>
        write.ExecuteAsync(
            $"update groups set counted_members = {Members} where visibility = 'country' and counted_from is not null and counted_members is null",
            new { today = Today(write) }
        );

    private static string Today(WriteSession write) =>
        DateOnly.FromDateTime(write.Now.UtcDateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string NewKey() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
