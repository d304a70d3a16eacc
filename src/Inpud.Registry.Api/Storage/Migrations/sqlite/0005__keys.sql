-- The keys of stewards. A key itself is never stored: only its hash, by which a request's key is looked up.

create table keys (
    id text primary key,
    hash text not null unique check (length(hash) = 64),
    label text not null,
    scopes text not null check (json_valid(scopes)),
    created text not null,
    expires text,
    revoked text
) strict;

-- Apart from the key, and no part of the history: a use changes nothing.
create table key_uses (
    key_id text primary key references keys (id),
    last_used text not null
) strict;
