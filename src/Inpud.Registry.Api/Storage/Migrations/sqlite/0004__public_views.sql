-- What anybody may read. Reads of the API use these views and nothing else, so that a new endpoint cannot forget to leave something out.
-- A fact is no more possible than the network and the group that it is about: their lives clip the days here.

create view public_sources as select * from sources;

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

create view public_networks as select * from networks;

create view public_network_names as select * from network_names;

create view public_network_former_ids as select * from network_former_ids;

create view public_claims as select * from claims;

create view public_remits as select * from remits;

create view public_remit_countries as select * from remit_countries;

create view public_people as select * from people;

create view public_offices as select * from offices;

create view public_posts as select * from posts;

create view public_region_countries as
with recursive within (region, descendant) as (
    select code, code from regions
    union all
    select within.region, regions.code from within join regions on regions.parent = within.descendant
)
select within.region, countries.alpha2 as country
from within join countries on countries.region = within.descendant;

create view public_groups as
select
    id, name, name_key, country, subdivision, place, type, involvement, scope, goals, funding_sources,
    led_by_people_who_use_drugs, leadership_basis, visibility_basis, period, observed,
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

create view public_group_names as
select group_names.*
from group_names join public_groups on public_groups.id = group_names.group_id;

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
join networks as n on n.id = f.network_id;

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
join networks as n on n.id = f.network_id;

create view public_memberships as
select
    f.id,
    f.network_id,
    f.group_id,
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
join networks as n on n.id = f.network_id
join public_groups as g on g.id = f.group_id
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
join networks as n on n.id = f.network_id;

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
join networks as n on n.id = f.network_id;

create view public_office_terms as select * from office_terms;

create view public_post_terms as select * from post_terms;

-- What shows that a network reaches a country. The record is the group's, the headquarters' or the term's id.
create view public_evidence as
select
    m.network_id, g.country, 'member-group' as kind, m.group_id as record, g.name as label,
    m.possible_from, m.possible_to, m.certain_from, m.certain_to, m.source_id, m.locator, m.note
from public_memberships as m join public_groups as g on g.id = m.group_id
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

create view public_changes as
select id, at, action, resource, resource_id from changes where is_public = 1;
