-- Lists walk an index in their order, page by page. An index that begins like an earlier one takes its place.
drop index groups_of_keeper;
drop index groups_in_order;
drop index applications_of_network;
drop index offers_to_network;
drop index offers_of_keeper;

create index groups_of_keeper on groups (kept_by, name_order, id);
create index groups_in_order on groups (name_order, id);
create index groups_of_country_in_order on groups (country, name_order, id);
create index applications_in_order on applications (network_id, received, id);
create index applications_in_state on applications (network_id, state, received, id);
create index applications_of_group on applications (group_id) where group_id is not null;
create index offers_in_order on offers (received, id);
create index offers_in_state on offers (state, received, id);
create index proposals_in_order on proposals (received, id);
create index proposals_in_state on proposals (state, received, id);

-- A source is public while something cites it.
create index person_names_by_source on person_names (source_id);

-- The consents that run out, and those that wait for an approval.
create index consents_by_end on consents (until) where ended is null and until is not null;

-- A search shows first the shortest names that begin with it.
create index public_names_by_length on public_names (length(search_key), search_key);
