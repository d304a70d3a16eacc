-- The evidence of a network's headquarters and of its representatives. These tables stay small, and the counts have the evidence of member groups.
create view public_seat_evidence as
select
    network_id, country, 'headquarters' as kind, id as record, coalesce(place, country) as label,
    possible_from, possible_to, certain_from, certain_to, source_id, locator, note, id as row_key
from public_headquarters
union all
select
    t.network_id, t.country, 'representative', t.id, p.name,
    t.possible_from, t.possible_to, t.certain_from, t.certain_to, t.source_id, t.locator, t.note, t.id
from public_seat_terms as t join public_people as p on p.id = t.person_id
where t.country is not null;
