-- What anybody may read. Reads of the API use these views and nothing else, so that a new endpoint cannot forget to leave something out.
-- A fact is no more possible than the network and the group that it is about: their lives clip the days here.

create view public_regions as select * from regions;

create view public_region_names as select * from region_names;

create view public_countries as select * from countries;

create view public_country_names as select * from country_names;

create view public_organisation as select * from organisation;

create view public_organisation_names as select * from organisation_names;

create view public_organisation_focuses as select * from organisation_focuses;

create view public_organisation_aims as select * from organisation_aims;

create view public_milestones as select * from milestones;

create view public_milestone_places as select * from milestone_places;

create view public_documents as select * from documents;

create view public_partners as select * from partners;

create view public_networks as select * from networks where withdrawn is null;

create view public_network_names as
select f.* from network_names as f join public_networks as n on n.id = f.network_id;

create view public_network_former_ids as
select f.* from network_former_ids as f join public_networks as n on n.id = f.network_id;

create view public_claims as
select f.* from claims as f join public_networks as n on n.id = f.network_id where f.withdrawn is null;

create view public_remits as
select f.* from remits as f join public_networks as n on n.id = f.network_id;

create view public_remit_countries as
select f.* from remit_countries as f join public_networks as n on n.id = f.network_id;

create view public_offices as select * from offices;

create view public_posts as select * from posts where withdrawn is null;

create view public_region_countries as
with recursive within (region, descendant) as (
    select code, code from regions
    union all
    select within.region, regions.code from within join regions on regions.parent = within.descendant
)
select within.region, countries.alpha2 as country
from within join countries on countries.region = within.descendant;

create view public_named_groups as
select
    id, false as is_anonymous, name, name_key, country, subdivision, place, type, involvement, scope, goals, funding_sources,
    led_by_people_who_use_drugs, leadership_basis, visibility, visibility_basis, period, observed,
    possible_from, possible_to, certain_from, certain_to, source_id, locator, note
from groups
where
    visibility = 'public'
    and withdrawn is null
    and (
        visibility_basis is not null
        -- Without a consent in force a group is private again by itself, on the day: registry_today() is the program's clock.
        or exists (
            select 1 from consents as c
            where c.group_id = groups.id and c.ended is null and c.scope = 'public' and c.given <= registry_today() and registry_today() <= coalesce(c.until, '9999-12-31')
        )
    );

-- A group that agreed to be counted and not to be named: its country, and that it was there on the day on which it agreed. Nothing else of it passes here.
-- One that has ended is not shown: its dates would tell.
create view public_counted_groups as
select
    anonymous_id as id, true as is_anonymous, 'A member group' as name, 'a-member-group' as name_key, country, null as subdivision, null as place, null as type,
    null as involvement, null as scope, null as goals, null as funding_sources, null as led_by_people_who_use_drugs, null as leadership_basis, visibility,
    null as visibility_basis, '/..' as period, agreed as observed, '0001-01-01' as possible_from, '9999-12-31' as possible_to, agreed as certain_from,
    '9999-12-31' as certain_to, 'registry-curation' as source_id, null as locator, null as note
from (
    select
        anonymous_id, country, visibility,
        (
            select min(c.given) from consents as c
            where c.group_id = groups.id and c.ended is null and c.given <= registry_today() and registry_today() <= coalesce(c.until, '9999-12-31')
        ) as agreed
    from groups
    where
        visibility = 'country'
        and withdrawn is null
        and possible_to = '9999-12-31'
        and exists (select 1 from memberships as m where m.group_id = groups.id and m.withdrawn is null and m.possible_to = '9999-12-31')
)
where agreed is not null;

create view public_groups as
select * from public_named_groups
union all
select * from public_counted_groups;

-- Until when what is shown of a group may be shown, for whoever keeps a copy: its consents that are in force.
create view public_consents as
select c.id, c.group_id, c.scope, c.given, c.until
from consents as c join public_named_groups as g on g.id = c.group_id
where c.ended is null and c.scope = 'public' and c.given <= registry_today() and registry_today() <= coalesce(c.until, '9999-12-31')
union all
select
    a.id || '-consent', a.id, 'country', a.observed,
    (
        select case when max(coalesce(c.until, '9999-12-31')) < '9999-12-31' then max(c.until) end
        from consents as c
        where c.group_id = g.id and c.ended is null and c.given <= registry_today() and registry_today() <= coalesce(c.until, '9999-12-31')
    )
from public_counted_groups as a join groups as g on g.anonymous_id = a.id;

create view public_group_names as
select group_names.*
from group_names join public_named_groups as g on g.id = group_names.group_id;

create view public_network_standings as
select
    f.network_id,
    f.standing,
    f.period,
    f.observed,
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to,
    f.source_id,
    f.locator,
    f.note
from network_standings as f
join public_networks as n on n.id = f.network_id;

create view public_headquarters as
select
    f.id,
    f.network_id,
    f.country,
    f.place,
    f.period,
    f.observed,
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to,
    f.source_id,
    f.locator,
    f.note
from headquarters as f
join public_networks as n on n.id = f.network_id
where f.withdrawn is null;

create view public_memberships as
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
    f.note
from memberships as f
join public_networks as n on n.id = f.network_id
join public_named_groups as g on g.id = f.group_id
where f.withdrawn is null
union all
-- Of a group that is counted and not named: which network it is a member of, and nothing that would tell more.
select
    a.id || '-' || f.network_id,
    f.network_id,
    a.id,
    a.country,
    a.name,
    true,
    '/..',
    a.observed,
    n.possible_from,
    n.possible_to,
    max(a.certain_from, n.possible_from),
    n.possible_to,
    'registry-curation',
    null,
    null
from public_counted_groups as a
-- Crossed, so that SQLite begins with the few groups that are counted and not with all memberships.
cross join groups as g
cross join memberships as f
cross join public_networks as n
where g.anonymous_id = a.id and f.group_id = g.id and n.id = f.network_id and f.withdrawn is null and f.possible_to = '9999-12-31';

create view public_individual_counts as
select
    f.id,
    f.network_id,
    f.country,
    -- A small count is near to naming people: below five, no number leaves the registry.
    case when f.people < 5 then null else f.people end as people,
    f.period,
    f.observed,
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to,
    f.source_id,
    f.locator,
    f.note
from individual_counts as f
join public_networks as n on n.id = f.network_id
where f.withdrawn is null;

create view public_seats as
select
    f.network_id,
    f.period,
    f.observed,
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to,
    f.source_id,
    f.locator,
    f.note
from seats as f
join public_networks as n on n.id = f.network_id;

create view public_seat_terms as
select
    f.id,
    f.network_id,
    f.person_id,
    f.country,
    f.place,
    f.period,
    f.observed,
    max(f.possible_from, n.possible_from) as possible_from,
    min(f.possible_to, n.possible_to) as possible_to,
    max(f.certain_from, f.possible_from, n.possible_from) as certain_from,
    min(f.certain_to, f.possible_to, n.possible_to) as certain_to,
    f.source_id,
    f.locator,
    f.note
from seat_terms as f
join public_networks as n on n.id = f.network_id
where f.withdrawn is null;

create view public_office_terms as select * from office_terms where withdrawn is null;

create view public_post_terms as select * from post_terms where withdrawn is null;

-- What shows that a network reaches a country. The record is the group's, the headquarters' or the term's id.
create view public_evidence as
select
    m.network_id, m.country, 'member-group' as kind, case when m.is_anonymous then null else m.group_id end as record, m.group_name as label,
    m.possible_from, m.possible_to, m.certain_from, m.certain_to, m.source_id, m.locator, m.note
from public_memberships as m
union all
select
    network_id, country, 'headquarters', id, coalesce(place, country),
    possible_from, possible_to, certain_from, certain_to, source_id, locator, note
from public_headquarters
union all
select
    t.network_id, t.country, 'representative', t.id, p.name,
    t.possible_from, t.possible_to, t.certain_from, t.certain_to, t.source_id, t.locator, t.note
from public_seat_terms as t join public_people as p on p.id = t.person_id
where t.country is not null;

-- People are named only in public roles: somebody who has none is nobody's business.
create view public_people as
select id, name, name_key, source_id, locator, note
from people
where
    withdrawn is null
    and (
        exists (select 1 from public_seat_terms as t where t.person_id = people.id)
        or exists (select 1 from public_office_terms as t where t.person_id = people.id)
        or exists (select 1 from public_post_terms as t where t.person_id = people.id)
    );

create view public_citations as
select source_id from public_regions
union all
select source_id from public_countries
union all
select source_id from public_organisation
union all
select source_id from public_organisation_names
union all
select source_id from public_organisation_focuses
union all
select source_id from public_organisation_aims
union all
select source_id from public_milestones
union all
select source_id from public_documents
union all
select source_id from public_partners
union all
select source_id from public_networks
union all
select source_id from public_network_names
union all
select source_id from public_network_former_ids
union all
select source_id from public_network_standings
union all
select source_id from public_headquarters
union all
select source_id from public_claims
union all
select source_id from public_remits
union all
select source_id from public_people
union all
select source_id from public_groups
union all
select source_id from public_group_names
union all
select source_id from public_memberships
union all
select source_id from public_individual_counts
union all
select source_id from public_seats
union all
select source_id from public_seat_terms
union all
select source_id from public_offices
union all
select source_id from public_office_terms
union all
select source_id from public_posts
union all
select source_id from public_post_terms;

-- A source is public when something public cites it: the title of a letter may name a group that is private.
create view public_sources as
select id, title, kind, publisher, url, licence, observed, note
from sources
where withdrawn is null and exists (select 1 from public_citations as c where c.source_id = sources.id);
