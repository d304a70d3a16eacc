-- What was answered to a write with an Idempotency-Key, so that the same request, sent again, gets the same answer and writes nothing more.

create table answered_writes (
    -- A key, or the subject of a token: those of an issuer are in no table of ours.
    key_id text not null,
    idempotency_key text not null,
    request_hash text not null,
    status integer not null,
    body text not null,
    etag text not null,
    location text,
    at text not null,
    primary key (key_id, idempotency_key)
) strict;
