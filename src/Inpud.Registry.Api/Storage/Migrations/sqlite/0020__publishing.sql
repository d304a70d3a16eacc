-- A consent that shows its group less far than it says, until enough keys approved it.
create table consent_limits (
    consent_id text not null primary key references consents (id) on delete cascade,
    shown_as text not null check (shown_as in ('private', 'country'))
) strict;

-- The keys that approved a consent since its group was last hidden. Whoever records a consent approves it.
create table consent_approvals (
    consent_id text not null references consents (id) on delete cascade,
    key_id text not null,
    label text not null,
    at text not null,
    primary key (consent_id, key_id)
) strict;
