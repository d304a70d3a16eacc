-- Where facts are from, and the countries and regions that they are about.
-- A day is text, 'YYYY-MM-DD': STRICT tables know no date, and text of one width sorts as days do.

create table sources (
    id text primary key,
    title text not null,
    kind text not null check (kind in ('article', 'dataset', 'curation')),
    publisher text,
    url text,
    licence text,
    observed text,
    note text,
    kept_by text,
    withdrawn text
) strict;

create table regions (
    code text primary key check (length(code) = 3),
    parent text references regions (code),
    kind text not null check (kind in ('world', 'continent', 'subregion', 'intermediate-region')),
    source_id text not null references sources (id)
) strict;

create table region_names (
    region text not null references regions (code),
    language text not null,
    name text not null,
    name_key text not null,
    primary key (region, language)
) strict;

create table countries (
    alpha2 text primary key check (length(alpha2) = 2),
    alpha3 text not null unique check (length(alpha3) = 3),
    m49 text unique check (length(m49) = 3),
    region text not null references regions (code),
    status text not null check (status in ('official', 'user-assigned')),
    source_id text not null references sources (id)
) strict;

create table country_names (
    country text not null references countries (alpha2),
    language text not null,
    name text not null,
    name_key text not null,
    primary key (country, language)
) strict;

create index countries_of_region on countries (region);
