-- A fact is no more possible than the network that it is about: the life of the network clips the days here.

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
