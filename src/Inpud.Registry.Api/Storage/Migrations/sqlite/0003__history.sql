-- The registry's history. Each write leaves a row here in the same commit.

create table changes (
    id integer primary key autoincrement,
    at text not null,
    actor text not null,
    action text not null,
    resource text not null,
    resource_id text not null,
    before text check (json_valid(before)),
    after text check (json_valid(after)),
    reason text not null,
    is_public integer not null check (is_public in (0, 1))
) strict;

create index public_changes_by_time on changes (at) where is_public = 1;
