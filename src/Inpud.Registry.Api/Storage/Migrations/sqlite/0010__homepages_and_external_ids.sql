-- Where networks and groups are found elsewhere: their own site, and the ids that other registries give them.

alter table networks add column homepage text;

alter table groups add column homepage text;

create table network_external_ids (
    network_id text not null references networks (id),
    scheme text not null check (scheme in ('wikidata', 'ror', 'isni')),
    value text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    primary key (network_id, scheme, value)
) strict;

create table group_external_ids (
    group_id text not null references groups (id),
    scheme text not null check (scheme in ('wikidata', 'ror', 'isni')),
    value text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    primary key (group_id, scheme, value)
) strict;
