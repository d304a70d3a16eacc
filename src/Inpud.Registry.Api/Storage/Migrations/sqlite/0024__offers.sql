-- A keeper offers a group to another network, which keeps it once it accepts. kept_by is the keeper at the time of the offer, null for INPUD. An offer is private for ever.

create table offers (
    id text primary key,
    group_id text not null references groups (id),
    kept_by text references networks (id),
    network_id text not null references networks (id),
    state text not null check (state in ('waiting', 'accepted', 'refused', 'retracted')),
    note text,
    message text,
    received text not null,
    decided text
) strict;

-- A group is offered to one network at a time.
create unique index one_waiting_offer on offers (group_id) where state = 'waiting';

create index offers_of_group on offers (group_id);

create index offers_to_network on offers (network_id, state, received);

create index offers_of_keeper on offers (kept_by, state, received);
