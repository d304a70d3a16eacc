-- The indexes of the shown_ tables.

create unique index shown_groups_by_id on shown_groups (id);
create index shown_groups_by_group on shown_groups (group_key);
-- These two have all that a list asks of a group before it shows it, so that a page finds its groups in a few pages of the index.
create index shown_groups_by_name on shown_groups (name_order, row_key, id, possible_from, possible_to, certain_from, certain_to, was_otherwise, shown_until);
create index shown_groups_by_country on shown_groups (country, name_order, row_key, id, possible_from, possible_to, certain_from, certain_to, was_otherwise, shown_until);
create index shown_groups_by_region on shown_groups (region, name_order, row_key);
create index shown_groups_by_type on shown_groups (type, name_order, row_key) where type is not null;
create index shown_groups_by_scope on shown_groups (scope, name_order, row_key) where scope is not null;
create index shown_groups_by_start on shown_groups (possible_from, shown_until);
create unique index shown_groups_by_slug on shown_groups (slug);
create index shown_groups_by_source on shown_groups (source_id);

create index shown_consents_by_id on shown_consents (id);
create index shown_consents_by_group on shown_consents (group_key);
create index shown_consents_of_group on shown_consents (group_id);

create index shown_group_names_of_group on shown_group_names (group_id);
create index shown_group_names_by_slug on shown_group_names (slug) where slug is not null;
create index shown_group_names_by_source on shown_group_names (source_id);

create index shown_group_former_values_of_group on shown_group_former_values (group_id);
create index shown_group_former_values_by_source on shown_group_former_values (source_id);

-- Those in the order of names have the days, too: of the values that groups had, few are possible on a day.
create index shown_group_values_of_group on shown_group_values (group_id, attribute, is_now, key);
create index shown_group_values_by_country on shown_group_values (in_country, is_now, name_order, row_key, possible_from, possible_to) where in_country is not null;
create index shown_group_values_by_region on shown_group_values (in_region, is_now, name_order, row_key, possible_from, possible_to) where in_region is not null;
create index shown_group_values_by_end_in_country on shown_group_values (in_country, possible_to) where in_country is not null;
create index shown_group_values_by_end_in_region on shown_group_values (in_region, possible_to) where in_region is not null;
create index shown_group_values_by_end_of_type on shown_group_values (of_type, possible_to) where of_type is not null;
create index shown_group_values_by_type on shown_group_values (of_type, is_now, name_order, row_key, possible_from, possible_to) where of_type is not null;

create index shown_group_successors_of_group on shown_group_successors (group_id);
create index shown_group_successors_of on shown_group_successors (successor_id);
create index shown_group_successors_by_source on shown_group_successors (source_id);

create index shown_group_external_ids_of_group on shown_group_external_ids (group_id);
create index shown_group_external_ids_by_source on shown_group_external_ids (source_id);

create unique index shown_memberships_by_id on shown_memberships (id);
create index shown_memberships_by_group on shown_memberships (group_key);
create index shown_memberships_of_group on shown_memberships (group_id, network_id, possible_from, possible_to, shown_until);
create index shown_memberships_in_order on shown_memberships (network_id, name_order, row_key);
create index shown_memberships_in_order_of_countries on shown_memberships (network_id, country, name_order, row_key);
create index shown_memberships_as_evidence on shown_memberships (country, network_id, group_name, evidence_key);
create index shown_memberships_by_possible_start on shown_memberships (network_id, country, possible_from, shown_until);
create index shown_memberships_by_start on shown_memberships (network_id, certain_from) where certain_from <= certain_to;
create index shown_memberships_by_end on shown_memberships (network_id, certain_to) where certain_from <= certain_to;
create index shown_memberships_by_source on shown_memberships (source_id);

create index shown_memberships_of_moved_by_group on shown_memberships_of_moved (group_key);
create index shown_memberships_of_moved_as_evidence on shown_memberships_of_moved (country, network_id, group_name, evidence_key);
