-- Of which networks a counted group is shown as a member: a list in JSON of texts such as "2 inwud", with 2 for a certain membership and 1 for a possible one. The settling of a day fills it, as it fills the other columns of
-- counted groups, so that nothing of such a group changes beside a change of its record.
alter table groups add column counted_members text;

-- What the settling of the day on which the group was counted would have filled in.
update groups set counted_members = (
    select '["' || string_agg(m.rank || ' ' || m.network_id, '","' order by m.network_id) || '"]'
    from (
        select
            f.network_id,
            max(
                case
                    when max(f.certain_from, f.possible_from, n.possible_from) <= groups.counted_from
                        and groups.counted_from <= min(f.certain_to, f.possible_to, n.possible_to) then 2
                    else 1
                end
            ) as rank
        from memberships as f join networks as n on n.id = f.network_id
        where
            f.group_id = groups.id and f.withdrawn is null and n.withdrawn is null and f.possible_to = '9999-12-31'
            and max(f.possible_from, n.possible_from) <= groups.counted_from
        group by f.network_id
    ) as m
)
where visibility = 'country' and counted_from is not null;
