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
