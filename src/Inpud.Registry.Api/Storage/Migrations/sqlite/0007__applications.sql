-- Groups that ask a network to admit them. Nothing here is public: the stewards of the network see it, and the group itself by a link that nobody can guess.

create table applications (
    id text primary key,
    network_id text not null references networks (id),
    -- The link is stored as a key is: hashed.
    link_hash text not null unique,
    state text not null check (state in ('waiting', 'returned', 'accepted', 'refused')),
    stated text not null check (json_valid(stated)),
    message text,
    received text not null,
    decided text,
    group_id text references groups (id),
    membership_id text references memberships (id)
) strict;

create index applications_of_network on applications (network_id, state);
