-- INPUD, its networks, groups, board and secretariat.
-- Each dated row keeps its EDTF text and, beside it, the four days that the text means: SQL compares days and never reads EDTF.
-- A broken rule of the registry is refused here as well wherever a constraint can express it.

create table organisation (
    id text primary key,
    name text not null,
    abbreviation text not null,
    founded text,
    founded_place text,
    founded_country text references countries (alpha2),
    launched text,
    launched_place text,
    launched_country text references countries (alpha2),
    legal_form text,
    status text,
    area_served text,
    main_organ text,
    leader text,
    homepage text,
    vision text,
    vision_from text,
    source_id text not null references sources (id),
    locator text,
    note text
) strict;

create table organisation_names (
    name text primary key,
    name_key text not null,
    kind text not null check (kind in ('alias', 'former')),
    source_id text not null references sources (id),
    locator text,
    note text
) strict;

create table organisation_focuses (
    position integer primary key,
    text text not null,
    source_id text not null references sources (id),
    locator text,
    note text
) strict;

create table organisation_aims (
    position integer primary key,
    text text not null,
    source_id text not null references sources (id),
    locator text,
    note text
) strict;

create table milestones (
    id text primary key,
    date text not null,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    kind text not null,
    title text not null,
    summary text not null,
    source_id text not null references sources (id),
    locator text,
    note text
) strict;

create table milestone_places (
    milestone_id text not null references milestones (id),
    position integer not null,
    place text not null,
    country text references countries (alpha2),
    primary key (milestone_id, position)
) strict;

create table documents (
    id text primary key,
    title text not null,
    kind text not null check (kind in ('declaration', 'statement', 'guide', 'report')),
    author text,
    milestone_id text references milestones (id),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    check (possible_from <= possible_to)
) strict;

create table partners (
    id text primary key,
    name text not null,
    abbreviation text,
    role text not null check (role in ('funder', 'co-publisher')),
    document_id text references documents (id),
    summary text not null,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    check (possible_from <= possible_to)
) strict;

create table networks (
    id text primary key,
    name text not null,
    name_key text not null unique,
    abbreviation text not null,
    kind text not null check (kind in ('regional', 'topical')),
    focus text,
    activities text,
    admits text not null check (json_valid(admits)),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
) strict;

create table network_names (
    network_id text not null references networks (id),
    name text not null,
    name_key text not null,
    kind text not null check (kind in ('alias', 'former')),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    check (possible_from <= possible_to),
    primary key (network_id, name)
) strict;

-- An id belongs to one record for ever: no network may take a former id again.
create table network_former_ids (
    id text primary key,
    network_id text not null references networks (id),
    source_id text not null references sources (id),
    locator text,
    note text
) strict;

create trigger network_id_was_never_another before insert on networks
when exists (select 1 from network_former_ids where id = new.id)
begin
    select raise(abort, 'id-taken');
end;

create trigger network_former_id_is_no_network before insert on network_former_ids
when exists (select 1 from networks where id = new.id)
begin
    select raise(abort, 'id-taken');
end;

create table network_standings (
    network_id text not null references networks (id),
    standing text not null check (standing in ('constituent', 'board-represented')),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    check (possible_from <= possible_to),
    primary key (network_id, standing, period)
) strict;

create table headquarters (
    id text primary key,
    network_id text not null references networks (id),
    country text not null references countries (alpha2),
    place text,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
) strict;

create table claims (
    id text primary key,
    network_id text not null references networks (id),
    countries integer not null check (countries between 0 and 250),
    stated text,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
) strict;

create table remits (
    network_id text primary key references networks (id),
    basis text not null check (basis in ('stated', 'curated')),
    definition text not null,
    source_id text not null references sources (id),
    locator text,
    note text
) strict;

create table remit_countries (
    network_id text not null references remits (network_id),
    country text not null references countries (alpha2),
    primary key (network_id, country)
) strict;

create table people (
    id text primary key,
    name text not null,
    name_key text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    kept_by text references networks (id),
    withdrawn text
) strict;

create table groups (
    id text primary key,
    name text not null,
    name_key text not null,
    country text not null references countries (alpha2),
    subdivision text,
    place text,
    type text check (type in ('union', 'association', 'collective', 'service')),
    involvement text,
    scope text check (scope in ('local', 'subnational', 'national', 'multinational')),
    goals text check (json_valid(goals)),
    funding_sources text check (json_valid(funding_sources)),
    led_by_people_who_use_drugs integer check (led_by_people_who_use_drugs in (0, 1)),
    leadership_basis text,
    visibility text not null default 'private' check (visibility in ('public', 'country', 'private')),
    visibility_basis text,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    kept_by text references networks (id),
    withdrawn text,
    -- By what it is shown where it agreed to be counted and not to be named: nothing of the id, and made once.
    anonymous_id text not null unique default ('anonymous-' || lower(hex(randomblob(8)))),
    check (possible_from <= possible_to)
) strict;

-- name-taken, among the groups that a source makes public for good. A group that is public by its consent may be hidden again on any day, and a refusal must not tell of it.
create unique index one_public_name_in_a_country on groups (country, name_key)
where visibility = 'public' and visibility_basis is not null and withdrawn is null;

-- What a group agreed to: from when, until when (the last day; null for ever), and to whom it said so, as a role and never a person.
create table consents (
    id text primary key,
    group_id text not null references groups (id),
    scope text not null check (scope in ('public', 'country')),
    given text not null,
    given_to text not null default 'the registry that this one was filled from',
    until text,
    ended text,
    check (until is null or given <= until)
) strict;

create index consents_of_group on consents (group_id);

create table group_names (
    group_id text not null references groups (id),
    name text not null,
    name_key text not null,
    kind text not null check (kind in ('alias', 'former', 'abbreviation')),
    source_id text not null references sources (id),
    locator text,
    note text,
    primary key (group_id, name)
) strict;

create table memberships (
    id text primary key,
    network_id text not null references networks (id),
    group_id text not null references groups (id),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
) strict;

-- overlapping-membership, as far as an index can hold it: at most one membership of a pair goes on.
create unique index one_ongoing_membership on memberships (network_id, group_id) where certain_to = '9999-12-31' and withdrawn is null;

-- Individuals that a network admits: a count per country, and never a person.
create table individual_counts (
    id text primary key,
    network_id text not null references networks (id),
    country text not null references countries (alpha2),
    -- Null where it came from a public export, which gives no number below five.
    people integer check (people >= 0),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
) strict;

create unique index one_ongoing_count on individual_counts (network_id, country) where certain_to = '9999-12-31' and withdrawn is null;

create table seats (
    network_id text primary key references networks (id),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    check (possible_from <= possible_to)
) strict;

-- A term without a person is a vacancy that a source shows; a seat without a term is one of which nothing is known.
create table seat_terms (
    id text primary key,
    network_id text not null references seats (network_id),
    person_id text references people (id),
    country text references countries (alpha2),
    place text,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
) strict;

-- seat-taken, as far as an index can hold it.
create unique index one_ongoing_term_of_seat on seat_terms (network_id) where certain_to = '9999-12-31' and withdrawn is null;
create unique index one_ongoing_seat_of_person on seat_terms (person_id) where certain_to = '9999-12-31' and withdrawn is null;

create table offices (
    id text primary key,
    name text not null,
    position integer not null unique,
    source_id text not null references sources (id),
    locator text,
    note text
) strict;

create table office_terms (
    id text primary key,
    office_id text not null references offices (id),
    person_id text references people (id),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
) strict;

-- office-taken, as far as an index can hold it.
create unique index one_ongoing_term_of_office on office_terms (office_id) where certain_to = '9999-12-31' and withdrawn is null;

create table posts (
    id text primary key,
    title text not null,
    position integer not null unique,
    source_id text not null references sources (id),
    locator text,
    note text,
    withdrawn text
) strict;

create table post_terms (
    id text primary key,
    post_id text not null references posts (id),
    person_id text not null references people (id),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id),
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
) strict;

create index memberships_of_group on memberships (group_id);
create index groups_of_name on groups (country, name_key);
create index group_names_of_key on group_names (name_key);
create index groups_of_source on groups (source_id);
create index counted_groups on groups (id) where visibility = 'country';
create index memberships_of_source on memberships (source_id);
create index headquarters_of_network on headquarters (network_id);
create index remit_of_country on remit_countries (country);
