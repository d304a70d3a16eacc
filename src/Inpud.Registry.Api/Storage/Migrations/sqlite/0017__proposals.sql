-- A network proposes a membership of a group that it does not keep. It waits for the group's keeper, and is private for ever.

create table proposals (
    id text primary key,
    network_id text not null references networks (id),
    group_id text not null references groups (id),
    state text not null check (state in ('waiting', 'accepted', 'refused', 'retracted')),
    stated text not null check (json_valid(stated)),
    message text,
    received text not null,
    decided text,
    membership_id text references memberships (id)
) strict;

-- A network proposes a group once at a time.
create unique index one_waiting_proposal on proposals (network_id, group_id) where state = 'waiting';

create index proposals_of_group on proposals (group_id);
