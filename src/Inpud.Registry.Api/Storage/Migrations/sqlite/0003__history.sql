-- The registry's history. Each write leaves a row here in the same commit; stewards alone read it.

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
    -- The import that it was part of; null for a change that was asked for by itself.
    cause integer references changes (id),
    -- Over this row and the checksum of the row before: a history that is altered afterwards shows.
    checksum text not null check (length(checksum) = 64)
) strict;

create index changes_of_record on changes (resource, resource_id);

-- What anybody may know of the history: each public record as it became, in the same commit. A record that is no longer public leaves a row without one, and its earlier rows
-- are gone for good.
create table public_changes (
    id integer primary key autoincrement,
    at text not null,
    resource text not null,
    resource_id text not null,
    record text check (json_valid(record))
) strict;

create index public_changes_of_record on public_changes (resource, resource_id, id);

-- The last day for which the consents that begin or run out were looked after.
create table settled_days (day text not null) strict;
