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

-- One row for each record that shows that a network reaches a country. The column record has the id of the group, the headquarters or the term. The column row_key is unique, and names nobody: the
-- cursors of lists carry it. Of a counted group it is the random text that stands for its id there.
create view public_evidence as
select
    m.network_id, m.country, 'member-group' as kind, case when m.is_anonymous then null else m.group_id end as record, m.group_name as label,
    m.possible_from, m.possible_to, m.certain_from, m.certain_to, m.source_id, m.locator, m.note,
    m.evidence_key as row_key
from public_memberships as m
where not exists (select 1 from public_group_values as v where v.group_id = m.group_id and v.attribute = 'country')
union all
select
    m.network_id, m.country, 'member-group', m.group_id, m.group_name,
    m.possible_from, m.possible_to, m.certain_from, m.certain_to, m.source_id, m.locator, m.note,
    m.evidence_key
from public_memberships_of_moved as m
union all
select
    network_id, country, kind, record, label, possible_from, possible_to, certain_from, certain_to, source_id, locator, note, row_key
from public_seat_evidence;
