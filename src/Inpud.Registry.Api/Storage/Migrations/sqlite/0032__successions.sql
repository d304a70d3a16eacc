-- What came after a group or a network that merged, split or was succeeded. What came before it is read the other way.
create table group_successors (
    group_id text not null references groups (id),
    successor_id text not null references groups (id),
    kind text not null check (kind in ('merger', 'split', 'succession')),
    date text,
    source_id text not null references sources (id),
    locator text,
    note text,
    primary key (group_id, successor_id)
) strict;

create index group_successors_of on group_successors (successor_id);
create index group_successors_by_source on group_successors (source_id);

create table network_successors (
    network_id text not null references networks (id),
    successor_id text not null references networks (id),
    kind text not null check (kind in ('merger', 'split', 'succession')),
    date text,
    source_id text not null references sources (id),
    locator text,
    note text,
    primary key (network_id, successor_id)
) strict;

create index network_successors_of on network_successors (successor_id);

-- The public addresses of records that were withdrawn as duplicates. They lead to the record that stays.
create table merged_records (
    resource text not null,
    address text not null,
    record_id text not null,
    into_id text not null,
    primary key (resource, address)
) strict, without rowid;

create index merged_records_into on merged_records (resource, into_id);

-- The id of a duplicate becomes a former id of the network that stays.
drop trigger network_former_id_is_no_network;
create trigger network_former_id_is_no_network before insert on network_former_ids
when exists (select 1 from networks where id = new.id and withdrawn is null)
begin
    select raise(abort, 'id-taken');
end;
