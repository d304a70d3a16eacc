-- A content of the history can go, and the chain of its checksums stays sound: the chain is over hashes of contents. A hash is salted, so that nobody who guesses a content can prove it by the hash.
-- The upgrade computes the hashes and the chain anew for the entries of before, in the same commit.

alter table changes add column salt text;

alter table changes add column content_hash text;

-- When the content was erased; null where it is there.
alter table changes add column erased text;

-- What remains of an erased record: that there was one, when it went, and on whose word. No name.
create table erasures (
    resource text not null,
    record_id text not null,
    at text not null,
    word text not null,
    primary key (resource, record_id)
) strict;
