-- A name has its time, where a source says it, and a former name keeps the address that was made of it.
alter table group_names add column period text;
alter table group_names add column possible_from text;
alter table group_names add column possible_to text;
alter table group_names add column certain_from text;
alter table group_names add column certain_to text;
alter table group_names add column observed text;
alter table group_names add column slug text;

create index group_names_by_slug on group_names (slug) where slug is not null;

create table person_names (
    person_id text not null references people (id),
    name text not null,
    name_key text not null,
    name_order text not null,
    kind text not null check (kind in ('alias', 'former')),
    period text,
    possible_from text,
    possible_to text,
    certain_from text,
    certain_to text,
    observed text,
    slug text,
    source_id text not null references sources (id),
    locator text,
    note text,
    primary key (person_id, name)
) strict;

create index person_names_by_key on person_names (name_key);
create index person_names_by_slug on person_names (slug) where slug is not null;

-- What an attribute of a group was before it changed. The columns of the other attributes are empty.
create table group_former_values (
    group_id text not null references groups (id),
    attribute text not null check (attribute in ('country', 'place', 'type', 'leadership')),
    country text references countries (alpha2),
    subdivision text,
    place text,
    type text check (type in ('union', 'association', 'collective', 'service')),
    led_by_people_who_use_drugs integer check (led_by_people_who_use_drugs in (0, 1)),
    leadership_basis text,
    period text not null,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    observed text,
    -- The day by which the next value held, at the latest: the date of a change can be unknown.
    replaced_by text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    check (attribute <> 'country' or country is not null),
    check (period not like '%..'),
    primary key (group_id, attribute, period)
) strict;

create index group_former_values_by_source on group_former_values (source_id);

create table network_former_values (
    network_id text not null references networks (id),
    attribute text not null check (attribute in ('remit', 'admits')),
    basis text check (basis in ('stated', 'curated')),
    definition text,
    countries text check (json_valid(countries)),
    admits text check (json_valid(admits)),
    period text not null,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    observed text,
    replaced_by text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    check (attribute <> 'remit' or (basis is not null and definition is not null and countries is not null)),
    check (attribute <> 'admits' or admits is not null),
    check (period not like '%..'),
    primary key (network_id, attribute, period)
) strict;
