-- The order of the group stands beside its membership, so that a list of a network's groups walks the network's rows alone. The evidence_key is unique, and names nobody.
-- This view clips the days of a membership to the lives of its network and its group: it is possible only on days on which both can exist.

create view showable_memberships as
select
    f.id,
    f.network_id,
    f.group_id,
    g.country,
    g.name as group_name,
    false as is_anonymous,
    f.period,
    f.observed,
    max(f.possible_from, n.possible_from, g.possible_from) as possible_from,
    min(f.possible_to, n.possible_to, g.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from, g.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to, g.possible_to) as certain_to,
    f.source_id,
    f.locator,
    f.note,
    {fields of memberships as f besides id, network_id, group_id, period, observed, source_id, locator, note},
    g.name_order,
    g.row_key,
    f.id as evidence_key,
    f.group_id as group_key,
    g.shown_until
from showable_named_groups as g
join memberships as f on f.group_id = g.id
join public_networks as n on n.id = f.network_id
where f.withdrawn is null
union all
-- A counted group: the view gives the networks of which the settling of a day found it to be a member, and nothing that could identify the group. Nothing of its own memberships is read here, so that none of their changes shows
-- before the next settling, and none of their days ever does. A membership is certain since the group is counted, where it was certain then. It goes on, unless its network has an end: a network that ends has no members that go
-- on. A possible one states neither that, nor an observation, as one of which no source says when it held.
select
    a.id || '-' || n.id,
    n.id,
    a.id,
    a.country,
    a.name,
    true,
    case when substr(c.value, 1, 1) = '2' and n.possible_to = '9999-12-31' then '/..' else '/' end,
    case when substr(c.value, 1, 1) = '2' then a.observed end,
    n.possible_from,
    n.possible_to,
    case when substr(c.value, 1, 1) = '2' then max(a.certain_from, n.possible_from) else '9999-12-31' end,
    n.possible_to,
    'registry-curation',
    null,
    null,
    {nulls for memberships besides id, network_id, group_id, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note},
    a.name_order,
    a.row_key,
    a.row_key || ' ' || n.id,
    a.group_key,
    a.shown_until
from showable_counted_groups as a
cross join json_each(a.counted_members) as c
join public_networks as n on n.id = substr(c.value, 3);

create table shown_memberships as select * from showable_memberships;

create view public_memberships as
select
    id, network_id, group_id, country, group_name, is_anonymous, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note,
    {fields of memberships besides id, network_id, group_id, period, observed, source_id, locator, note},
    name_order, row_key, evidence_key
from shown_memberships
where (select registry_latest_day()) <= shown_until;

-- The memberships of groups that moved to another country. They are made of the two tables that are filled in before this one. On each day, a membership has one row for each country in which the group may have been. The row
-- is certain where every value that the group may have had then is that country, as everywhere else: a group that came back to a country is in it, whichever of the two values holds. So the days are cut wherever a value begins or
-- ends to be possible.
create view showable_memberships_of_moved as
with turns as not materialized (
    select group_id, possible_from as day from shown_group_values where attribute = 'country'
    union
    select group_id, date(possible_to, '+1 day') from shown_group_values where attribute = 'country' and possible_to < '9999-12-31'
),
stays as not materialized (
    select distinct
        t.group_id, v.in_country as country, t.day as from_day,
        min(
            coalesce(
                (select min(o.possible_to) from shown_group_values as o where o.group_id = t.group_id and o.attribute = 'country' and o.possible_to >= t.day),
                '9999-12-31'
            ),
            coalesce(
                (
                    select date(min(o.possible_from), '-1 day') from shown_group_values as o
                    where o.group_id = t.group_id and o.attribute = 'country' and o.possible_from > t.day
                ),
                '9999-12-31'
            )
        ) as to_day,
        not exists (
            select 1 from shown_group_values as o
            where
                o.group_id = t.group_id and o.attribute = 'country' and o.possible_from <= t.day and t.day <= o.possible_to
                and o.in_country <> v.in_country
        ) as is_certain
    from turns as t join shown_group_values as v on v.group_id = t.group_id
    where v.attribute = 'country' and v.possible_from <= t.day and t.day <= v.possible_to
)
select
    m.id, m.network_id, m.group_id, m.group_name, s.country,
    max(m.possible_from, s.from_day) as possible_from,
    min(m.possible_to, s.to_day) as possible_to,
    case when s.is_certain then max(m.certain_from, m.possible_from, s.from_day) else '9999-12-31' end as certain_from,
    case when s.is_certain then min(m.certain_to, m.possible_to, s.to_day) else '0001-01-01' end as certain_to,
    m.source_id, m.locator, m.note,
    m.id || ' ' || max(m.possible_from, s.from_day) as evidence_key,
    s.group_id as group_key, m.shown_until
from stays as s join shown_memberships as m on m.group_id = s.group_id
where s.from_day <= m.possible_to and m.possible_from <= s.to_day;

create table shown_memberships_of_moved as select * from showable_memberships_of_moved;

create view public_memberships_of_moved as
select
    id, network_id, group_id, group_name, country, possible_from, possible_to, certain_from, certain_to, source_id, locator, note, evidence_key
from shown_memberships_of_moved
where (select registry_latest_day()) <= shown_until;
