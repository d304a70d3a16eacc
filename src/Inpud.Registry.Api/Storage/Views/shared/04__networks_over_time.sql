-- These views clip the days of a fact to the life of its network: a fact is possible or certain only on days on which its network can exist.

create view public_network_standings as
select
    {fields of network_standings as f},
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to
from network_standings as f
join public_networks as n on n.id = f.network_id;

create view public_headquarters as
select
    {fields of headquarters as f},
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to
from headquarters as f
join public_networks as n on n.id = f.network_id
where f.withdrawn is null;

create view public_individual_counts as
select
    {fields of individual_counts as f besides people, people_below},
    -- One to four people become "fewer than five", since a small count could identify them. Nobody is identified by a count of nobody.
    case when f.people between 1 and 4 then null else f.people end as people,
    case when f.people between 1 and 4 then 5 when f.people is null then f.people_below end as people_below,
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to
from individual_counts as f
join public_networks as n on n.id = f.network_id
where
    f.withdrawn is null
    and f.visibility = 'public'
    -- As with a group, a count becomes private when its consent runs out, without a write.
    and (
        f.visibility_basis is not null
        or (f.consent_given <= registry_today() and registry_latest_day() <= coalesce(f.consent_until, '9999-12-31'))
    );

create view public_seats as
select
    {fields of seats as f},
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to
from seats as f
join public_networks as n on n.id = f.network_id;

-- A term is shown without its person where the person is withheld, and without the country and the place that the person is from, as with offices and posts.
create view public_seat_terms as
select
    {fields of seat_terms as f besides person_id, person_withheld, country, place, locator, note},
    case when p.visibility = 'public' and f.person_withheld is null then f.person_id end as person_id,
    case when p.visibility <> 'public' or f.person_withheld then true end as person_withheld,
    case when p.visibility <> 'public' or f.person_withheld then null else f.country end as country,
    case when p.visibility <> 'public' or f.person_withheld then null else f.place end as place,
    case when p.visibility <> 'public' or f.person_withheld then null else f.locator end as locator,
    case when p.visibility <> 'public' or f.person_withheld then null else f.note end as note,
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to
from seat_terms as f
join public_networks as n on n.id = f.network_id
left join people as p on p.id = f.person_id
where f.withdrawn is null and p.withdrawn is null;

-- The remits that a network had, and the one that it has: each with the days on which it is possible and certain. The key is empty for the remit of today.
-- The ends of the calendar are as in showable_group_values.
create view public_remits_over_time as
with former as (
    select f.*, min(f.replaced_by, case when f.period like '%/' and f.certain_to < '9999-12-31' then date(f.certain_to, '+1 day') else f.certain_to end) as next_possible_from
    from public_network_former_values as f
    where f.attribute = 'remit'
)
select
    f.network_id, f.period as key, f.basis, f.definition, f.source_id, f.locator, f.note,
    max(
        f.possible_from,
        coalesce((select max(e.next_possible_from) from former as e where e.network_id = f.network_id and e.replaced_by < f.replaced_by), '0001-01-01')
    ) as possible_from,
    date(f.replaced_by, '-1 day') as possible_to,
    max(f.certain_from, case when f.next_possible_from = '0001-01-01' then '0001-01-02' else '0001-01-01' end) as certain_from,
    case when f.next_possible_from = '0001-01-01' then '0001-01-01' else date(f.next_possible_from, '-1 day') end as certain_to
from former as f
where f.replaced_by > '0001-01-01'
union all
select
    r.network_id, '', r.basis, r.definition, r.source_id, r.locator, r.note,
    coalesce((select max(f.next_possible_from) from former as f where f.network_id = r.network_id), '0001-01-01'),
    '9999-12-31',
    coalesce((select max(f.replaced_by) from former as f where f.network_id = r.network_id), '0001-01-01'),
    '9999-12-31'
from public_remits as r;

create view public_remit_countries_over_time as
select r.network_id, '' as key, r.country from public_remit_countries as r
union all
select f.network_id, f.period, c.value
from public_network_former_values as f, json_each(f.countries) as c
where f.attribute = 'remit';
