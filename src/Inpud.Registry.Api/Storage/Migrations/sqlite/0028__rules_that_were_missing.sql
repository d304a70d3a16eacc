-- Where one person holds a post at a time. The two directors of the shipped data are such posts.
alter table posts add column single integer check (single in (0, 1));
update posts set single = 1 where id in ('executive-director', 'deputy-director');

-- The recorded people of the same name who are others, as a JSON list of ids.
alter table people add column distinct_from text check (json_valid(distinct_from));
