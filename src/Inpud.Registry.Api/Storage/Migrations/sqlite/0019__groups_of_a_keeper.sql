-- A network's stewards list the groups that they keep.
create index groups_of_keeper on groups (kept_by);
