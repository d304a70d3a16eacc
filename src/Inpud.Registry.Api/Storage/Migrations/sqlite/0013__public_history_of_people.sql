-- The public history of what is about a group or a person has only the record as it is now, and when it changed before: what a steward took out of a public record is gone from public view.

alter table public_changes add column is_former integer not null default 0 check (is_former in (0, 1));

-- The upgrade before this one began the history of groups, people, memberships and terms anew. Titles of sources can name a group or a person, too.
update public_changes set record = null, is_former = 1
where
    resource = 'sources'
    and record is not null
    and id not in (select max(id) from public_changes where resource = 'sources' group by resource_id);

-- A source is public while something public cites it: the feed asks that of each source that it shows.
create index group_names_of_source on group_names (source_id);

create index group_external_ids_of_source on group_external_ids (source_id);

create index individual_counts_of_source on individual_counts (source_id);

create index people_of_source on people (source_id);

create index seat_terms_of_source on seat_terms (source_id);

create index office_terms_of_source on office_terms (source_id);

create index post_terms_of_source on post_terms (source_id);

-- A person is public while a term names the person.
create index seat_terms_of_person on seat_terms (person_id);

create index office_terms_of_person on office_terms (person_id);

create index post_terms_of_person on post_terms (person_id);
