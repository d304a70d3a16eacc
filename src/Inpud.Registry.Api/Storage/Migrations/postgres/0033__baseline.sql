-- The tables as the migrations of SQLite lead to them at version 33, whose comments say what they are for. Both databases count the versions of their tables alike, so that one number names one
-- state of the tables: a test holds the two against each other.
--
-- The collation of the database is that of bytes, which the program asks for when it opens the database. So every text is sorted and compared as SQLite sorts and compares it.

-- The version of the tables is the comment of this table, so that a query can ask for it where there is no table yet.
create table registry_schema ();

-- What SQLite has, or is given by the program, under the same names. A query is written once for both.

create function registry_today() returns text language sql stable parallel safe
return nullif(current_setting('registry.today', true), '');

create function registry_latest_day() returns text language sql stable parallel safe
return nullif(current_setting('registry.latest_day', true), '');

-- Where the program has not said how many, one is not enough.
create function registry_approvals_needed() returns bigint language sql stable parallel safe
return coalesce(cast(nullif(current_setting('registry.approvals', true), '') as bigint), 2);

-- Null where one of them is, as with SQLite.
create function max(text, text) returns text language sql immutable parallel safe
return case when $1 >= $2 then $1 when $2 > $1 then $2 end;

create function max(text, text, text) returns text language sql immutable parallel safe
return max(max($1, $2), $3);

create function max(text, text, text, text) returns text language sql immutable parallel safe
return max(max($1, $2), max($3, $4));

create function min(text, text) returns text language sql immutable parallel safe
return case when $1 <= $2 then $1 when $2 < $1 then $2 end;

create function min(text, text, text) returns text language sql immutable parallel safe
return min(min($1, $2), $3);

create function min(text, text, text, text) returns text language sql immutable parallel safe
return min(min($1, $2), min($3, $4));

-- A day and a step such as '-1 day'. The days before the first year and after the last have no four digits: the former is the text that SQLite gives, the latter is null.
create function date(text, text) returns text language sql immutable parallel safe
return case
    when $1 = '0001-01-01' and $2 = '-1 day' then '0000-12-31'
    when $1 = '9999-12-31' and $2 = '+1 day' then null
    else to_char(cast($1 as date) + cast(replace($2, ' day', '') as integer), 'YYYY-MM-DD')
end;

create function json_valid(text) returns boolean language sql immutable parallel safe
return case when $1 is not null then cast($1 as json) is not null end;

-- The elements of a list in JSON. An element that is a list or an object is the text of it.
create function json_each(list text) returns table (key bigint, value text) language sql immutable parallel safe rows 20
as $$
    select e.place - 1, e.value from json_array_elements_text(cast(list as json)) with ordinality as e (value, place);
$$;

create function instr(text, text) returns integer language sql immutable parallel safe
return strpos($1, $2);

create function json_element(list text, place integer) returns text language sql immutable parallel safe
return cast(list as json) ->> place;

create operator ->> (leftarg = text, rightarg = integer, function = json_element);

create table sources (
    id text primary key,
    title text not null,
    publisher text,
    url text,
    licence text,
    observed text,
    note text,
    kept_by text,
    withdrawn text,
    kind text not null default 'article' check (kind in ('article', 'dataset', 'curation', 'encyclopaedia-article'))
);

create table regions (
    code text primary key check (length(code) = 3),
    parent text references regions (code) deferrable,
    kind text not null check (kind in ('world', 'continent', 'subregion', 'intermediate-region')),
    source_id text not null references sources (id) deferrable
);

create table region_names (
    region text not null references regions (code) deferrable,
    language text not null,
    name text not null,
    name_key text not null,
    name_order text not null default '',
    primary key (region, language)
);

create table countries (
    alpha2 text primary key check (length(alpha2) = 2),
    alpha3 text not null unique check (length(alpha3) = 3),
    m49 text unique check (length(m49) = 3),
    region text not null references regions (code) deferrable,
    status text not null check (status in ('official', 'user-assigned')),
    source_id text not null references sources (id) deferrable
);
create index countries_of_region on countries (region);

create table country_names (
    country text not null references countries (alpha2) deferrable,
    language text not null,
    name text not null,
    name_key text not null,
    name_order text not null default '',
    primary key (country, language)
);

create table organisation (
    id text primary key,
    name text not null,
    abbreviation text not null,
    founded text,
    founded_place text,
    founded_country text references countries (alpha2) deferrable,
    launched text,
    launched_place text,
    launched_country text references countries (alpha2) deferrable,
    legal_form text,
    status text,
    area_served text,
    main_organ text,
    leader text,
    homepage text,
    vision text,
    vision_from text,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    leader_post_id text
);

create table organisation_names (
    name text primary key,
    name_key text not null,
    kind text not null check (kind in ('alias', 'former')),
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    name_order text not null default ''
);

create table organisation_focuses (
    position bigint primary key,
    text text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text
);

create table organisation_aims (
    position bigint primary key,
    text text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    milestone_id text
);

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
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text
);

create table milestone_places (
    milestone_id text not null references milestones (id) deferrable,
    position bigint not null,
    place text not null,
    country text references countries (alpha2) deferrable,
    primary key (milestone_id, position)
);

create table documents (
    id text primary key,
    title text not null,
    kind text not null check (kind in ('declaration', 'statement', 'guide', 'report')),
    author text,
    milestone_id text references milestones (id) deferrable,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    subtitle text,
    summary text,
    check (possible_from <= possible_to)
);

create table partners (
    id text primary key,
    name text not null,
    abbreviation text,
    role text not null check (role in ('funder', 'co-publisher')),
    document_id text references documents (id) deferrable,
    summary text not null,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
);

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
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    homepage text,
    name_order text not null default '',
    check (possible_from <= possible_to)
);

create table network_names (
    network_id text not null references networks (id) deferrable,
    name text not null,
    name_key text not null,
    kind text not null check (kind in ('alias', 'former')),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    name_order text not null default '',
    check (possible_from <= possible_to),
    primary key (network_id, name)
);

create table network_former_ids (
    id text primary key,
    network_id text not null references networks (id) deferrable,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text
);

create table network_standings (
    network_id text not null references networks (id) deferrable,
    standing text not null check (standing in ('constituent', 'board-represented')),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    check (possible_from <= possible_to),
    primary key (network_id, standing, period)
);

create table headquarters (
    id text primary key,
    network_id text not null references networks (id) deferrable,
    country text not null references countries (alpha2) deferrable,
    place text,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
);
create index headquarters_of_network on headquarters (network_id);

create table claims (
    id text primary key,
    network_id text not null references networks (id) deferrable,
    countries bigint not null check (countries between 0 and 250),
    stated text,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
);

create table remits (
    network_id text primary key references networks (id) deferrable,
    basis text not null check (basis in ('stated', 'curated')),
    definition text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text
);

create table remit_countries (
    network_id text not null references remits (network_id) deferrable,
    country text not null references countries (alpha2) deferrable,
    primary key (network_id, country)
);
create index remit_of_country on remit_countries (country);

create table people (
    id text primary key,
    name text not null,
    name_key text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    kept_by text references networks (id) deferrable,
    withdrawn text,
    slug text,
    visibility text not null default 'withheld' check (visibility in ('public', 'withheld')),
    name_order text not null default '',
    distinct_from text check (json_valid(distinct_from))
);
create unique index people_of_slug on people (slug);
create index people_of_source on people (source_id);

create table groups (
    id text primary key,
    name text not null,
    name_key text not null,
    country text not null references countries (alpha2) deferrable,
    subdivision text,
    place text,
    type text check (type in ('union', 'association', 'collective', 'service')),
    involvement text,
    scope text check (scope in ('local', 'subnational', 'national', 'multinational')),
    goals text check (json_valid(goals)),
    funding_sources text check (json_valid(funding_sources)),
    led_by_people_who_use_drugs boolean,
    leadership_basis text,
    visibility text not null default 'private' check (visibility in ('public', 'country', 'private')),
    visibility_basis text,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    kept_by text references networks (id) deferrable,
    withdrawn text,
    anonymous_id text not null unique default ('anonymous-' || substr(replace(cast(gen_random_uuid() as text), '-', ''), 17)),
    homepage text,
    slug text,
    counted_from text,
    counted_country text references countries (alpha2) deferrable,
    counted_until text,
    counted_key text,
    name_order text not null default '',
    check (possible_from <= possible_to)
);
create index groups_of_source on groups (source_id);
create index counted_groups on groups (id) where visibility = 'country';
create unique index groups_of_slug on groups (slug);
create unique index one_public_name_in_a_country on groups (country, name_key)
where visibility = 'public' and visibility_basis is not null and withdrawn is null;
create index groups_of_name on groups (country, name_key);
create index groups_of_keeper on groups (kept_by, name_order, id);
create index groups_in_order on groups (name_order, id);
create index groups_of_country_in_order on groups (country, name_order, id);

create table consents (
    id text primary key,
    group_id text not null references groups (id) deferrable,
    scope text not null check (scope in ('public', 'country')),
    given text not null,
    given_to text not null default 'the registry that this one was filled from',
    until text,
    ended text,
    check (until is null or given <= until)
);
create index consents_of_group on consents (group_id);
create index consents_by_end on consents (until) where ended is null and until is not null;

create table group_names (
    group_id text not null references groups (id) deferrable,
    name text not null,
    name_key text not null,
    kind text not null check (kind in ('alias', 'former', 'abbreviation')),
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    name_order text not null default '',
    period text,
    possible_from text,
    possible_to text,
    certain_from text,
    certain_to text,
    observed text,
    slug text,
    primary key (group_id, name)
);
create index group_names_of_key on group_names (name_key);
create index group_names_of_source on group_names (source_id);
create index group_names_by_slug on group_names (slug) where slug is not null;

create table memberships (
    id text primary key,
    network_id text not null references networks (id) deferrable,
    group_id text not null references groups (id) deferrable,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to)
);
create unique index one_ongoing_membership on memberships (network_id, group_id) where certain_to = '9999-12-31' and withdrawn is null;
create index memberships_of_group on memberships (group_id);
create index memberships_of_source on memberships (source_id);

create table individual_counts (
    id text primary key,
    network_id text not null references networks (id) deferrable,
    country text not null references countries (alpha2) deferrable,
    people bigint check (people >= 0),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    people_below bigint check (people_below = 5),
    visibility text not null default 'private' check (visibility in ('public', 'private')),
    visibility_basis text,
    consent_given text,
    consent_given_to text,
    consent_until text,
    check (possible_from <= possible_to)
);
create unique index one_ongoing_count on individual_counts (network_id, country) where certain_to = '9999-12-31' and withdrawn is null;
create index individual_counts_of_source on individual_counts (source_id);

create table seats (
    network_id text primary key references networks (id) deferrable,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    check (possible_from <= possible_to)
);

create table seat_terms (
    id text primary key,
    network_id text not null references seats (network_id) deferrable,
    person_id text references people (id) deferrable,
    country text references countries (alpha2) deferrable,
    place text,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    person_withheld boolean check (person_withheld),
    check (possible_from <= possible_to)
);
create unique index one_ongoing_term_of_seat on seat_terms (network_id) where certain_to = '9999-12-31' and withdrawn is null;
create unique index one_ongoing_seat_of_person on seat_terms (person_id) where certain_to = '9999-12-31' and withdrawn is null;
create index seat_terms_of_source on seat_terms (source_id);
create index seat_terms_of_person on seat_terms (person_id);

create table offices (
    id text primary key,
    name text not null,
    position bigint not null unique,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text
);

create table office_terms (
    id text primary key,
    office_id text not null references offices (id) deferrable,
    person_id text references people (id) deferrable,
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    person_withheld boolean check (person_withheld),
    check (possible_from <= possible_to)
);
create unique index one_ongoing_term_of_office on office_terms (office_id) where certain_to = '9999-12-31' and withdrawn is null;
create index office_terms_of_source on office_terms (source_id);
create index office_terms_of_person on office_terms (person_id);

create table posts (
    id text primary key,
    title text not null,
    position bigint not null unique,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    single boolean
);

create table changes (
    id bigint generated by default as identity primary key,
    at text not null,
    actor text not null,
    action text not null,
    resource text not null,
    resource_id text not null,
    before text check (json_valid(before)),
    after text check (json_valid(after)),
    reason text not null,
    cause bigint references changes (id) deferrable,
    checksum text not null check (length(checksum) = 64),
    salt text,
    content_hash text,
    erased text
);
create index changes_of_record on changes (resource, resource_id);

create table public_changes (
    id bigint generated by default as identity primary key,
    at text not null,
    resource text not null,
    resource_id text not null,
    record text check (json_valid(record)),
    is_former boolean not null default false
);
create index public_changes_of_record on public_changes (resource, resource_id, id);

create table settled_days (
    day text not null
);

create table keys (
    id text primary key,
    hash text not null unique check (length(hash) = 64),
    label text not null,
    scopes text not null check (json_valid(scopes)),
    created text not null,
    expires text,
    revoked text
);

create table key_uses (
    key_id text primary key references keys (id) deferrable,
    last_used text not null
);

create table answered_writes (
    key_id text not null,
    idempotency_key text not null,
    request_hash text not null,
    status bigint not null,
    body text not null,
    etag text not null,
    location text,
    at text not null,
    primary key (key_id, idempotency_key)
);

create table applications (
    id text primary key,
    network_id text not null references networks (id) deferrable,
    link_hash text not null unique,
    state text not null check (state in ('waiting', 'returned', 'accepted', 'refused')),
    stated text not null check (json_valid(stated)),
    message text,
    received text not null,
    decided text,
    group_id text references groups (id) deferrable,
    membership_id text references memberships (id) deferrable
);
create index applications_in_order on applications (network_id, received, id);
create index applications_in_state on applications (network_id, state, received, id);
create index applications_of_group on applications (group_id) where group_id is not null;

create table public_form (
    checksum text not null check (length(checksum) = 64)
);

create table network_external_ids (
    network_id text not null references networks (id) deferrable,
    scheme text not null check (scheme in ('wikidata', 'ror', 'isni')),
    value text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    primary key (network_id, scheme, value)
);

create table group_external_ids (
    group_id text not null references groups (id) deferrable,
    scheme text not null check (scheme in ('wikidata', 'ror', 'isni')),
    value text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    primary key (group_id, scheme, value)
);
create index group_external_ids_of_source on group_external_ids (source_id);

create table epoch (
    only_one bigint primary key default 1 check (only_one = 1),
    name text not null check (length(name) = 8),
    began text
);

create table former_ids (
    resource text not null,
    former_id text not null,
    id text not null,
    primary key (resource, former_id)
);
create index former_ids_of_record on former_ids (resource, id);

create table erasures (
    resource text not null,
    record_id text not null,
    at text not null,
    word text not null,
    primary key (resource, record_id)
);

create table proposals (
    id text primary key,
    network_id text not null references networks (id) deferrable,
    group_id text not null references groups (id) deferrable,
    state text not null check (state in ('waiting', 'accepted', 'refused', 'retracted')),
    stated text not null check (json_valid(stated)),
    message text,
    received text not null,
    decided text,
    membership_id text references memberships (id) deferrable
);
create unique index one_waiting_proposal on proposals (network_id, group_id) where state = 'waiting';
create index proposals_of_group on proposals (group_id);
create index proposals_in_order on proposals (received, id);
create index proposals_in_state on proposals (state, received, id);

create table consent_limits (
    consent_id text not null primary key references consents (id) on delete cascade deferrable,
    shown_as text not null check (shown_as in ('private', 'country'))
);

create table consent_approvals (
    consent_id text not null references consents (id) on delete cascade deferrable,
    key_id text not null,
    label text not null,
    at text not null,
    primary key (consent_id, key_id)
);

create table post_terms (
    id text primary key,
    post_id text not null references posts (id) deferrable,
    person_id text references people (id) deferrable,
    person_withheld boolean check (person_withheld),
    period text not null,
    observed text,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    withdrawn text,
    check (possible_from <= possible_to),
    check (person_id is not null or person_withheld)
);
create index post_terms_of_source on post_terms (source_id);
create index post_terms_of_person on post_terms (person_id);

create table offers (
    id text primary key,
    group_id text not null references groups (id) deferrable,
    kept_by text references networks (id) deferrable,
    network_id text not null references networks (id) deferrable,
    state text not null check (state in ('waiting', 'accepted', 'refused', 'retracted')),
    note text,
    message text,
    received text not null,
    decided text
);
create unique index one_waiting_offer on offers (group_id) where state = 'waiting';
create index offers_of_group on offers (group_id);
create index offers_in_order on offers (received, id);
create index offers_in_state on offers (state, received, id);

create table public_names (
    id bigint generated by default as identity primary key,
    resource text not null,
    resource_id text not null,
    found_resource text not null,
    found_id text not null,
    kind text not null check (kind in ('name', 'abbreviation', 'alias', 'official', 'former', 'id', 'former-id', 'code', 'place')),
    language text,
    name text not null,
    search_key text not null
);
create index public_names_of_record on public_names (resource, resource_id);
create index public_names_of_found on public_names (found_resource, found_id);
create index public_names_by_length on public_names (length(search_key), search_key);

create table organisation_statements (
    position bigint primary key,
    kind text not null check (kind in ('description', 'structure', 'activity', 'goal')),
    text text not null,
    observed text,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text
);

create table person_names (
    person_id text not null references people (id) deferrable,
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
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    primary key (person_id, name)
);
create index person_names_by_key on person_names (name_key);
create index person_names_by_slug on person_names (slug) where slug is not null;
create index person_names_by_source on person_names (source_id);

create table group_former_values (
    group_id text not null references groups (id) deferrable,
    attribute text not null check (attribute in ('country', 'place', 'type', 'leadership')),
    country text references countries (alpha2) deferrable,
    subdivision text,
    place text,
    type text check (type in ('union', 'association', 'collective', 'service')),
    led_by_people_who_use_drugs boolean,
    leadership_basis text,
    period text not null,
    possible_from text not null,
    possible_to text not null,
    certain_from text not null,
    certain_to text not null,
    observed text,
    replaced_by text not null,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    check (attribute <> 'country' or country is not null),
    check (period not like '%..'),
    primary key (group_id, attribute, period)
);
create index group_former_values_by_source on group_former_values (source_id);

create table network_former_values (
    network_id text not null references networks (id) deferrable,
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
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    check (attribute <> 'remit' or (basis is not null and definition is not null and countries is not null)),
    check (attribute <> 'admits' or admits is not null),
    check (period not like '%..'),
    primary key (network_id, attribute, period)
);

create table group_successors (
    group_id text not null references groups (id) deferrable,
    successor_id text not null references groups (id) deferrable,
    kind text not null check (kind in ('merger', 'split', 'succession')),
    date text,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    primary key (group_id, successor_id)
);
create index group_successors_of on group_successors (successor_id);
create index group_successors_by_source on group_successors (source_id);

create table network_successors (
    network_id text not null references networks (id) deferrable,
    successor_id text not null references networks (id) deferrable,
    kind text not null check (kind in ('merger', 'split', 'succession')),
    date text,
    source_id text not null references sources (id) deferrable,
    locator text,
    note text,
    primary key (network_id, successor_id)
);
create index network_successors_of on network_successors (successor_id);

create table merged_records (
    resource text not null,
    address text not null,
    record_id text not null,
    into_id text not null,
    primary key (resource, address)
);
create index merged_records_into on merged_records (resource, into_id);

-- The words of each public name, as the program cuts them.
create table public_name_words (
    id bigint primary key references public_names (id) deferrable,
    words tsvector not null
);
create index public_name_words_in on public_name_words using gin (words);

-- The ids of networks are unique for ever.
create function network_id_was_never_another() returns trigger language plpgsql as $$
begin
    if exists (select 1 from network_former_ids where id = new.id) then
        raise exception using errcode = 'unique_violation', message = 'id-taken';
    end if;
    return new;
end;
$$;
create trigger network_id_was_never_another before insert on networks
for each row execute function network_id_was_never_another();

create function network_former_id_is_no_network() returns trigger language plpgsql as $$
begin
    if exists (select 1 from networks where id = new.id and withdrawn is null) then
        raise exception using errcode = 'unique_violation', message = 'id-taken';
    end if;
    return new;
end;
$$;
create trigger network_former_id_is_no_network before insert on network_former_ids
for each row execute function network_former_id_is_no_network();

insert into epoch (name) values (substr(replace(cast(gen_random_uuid() as text), '-', ''), 25));

-- How many transactions have changed a table of the registry, whoever made them. It tells whether what was read before is still so, and how far a standby has come. What is no fact of the registry, such
-- as when a key was last used, does not change it: no answer to the public depends on it. Each node hears of it, too.
create table registry_touch (
    only_one bigint primary key default 1 check (only_one = 1),
    latest bigint not null
);
insert into registry_touch (latest) values (0);

create function registry_touch() returns trigger language plpgsql as $$
begin
    if current_setting('registry.touched', true) is distinct from cast(pg_current_xact_id() as text) then
        perform set_config('registry.touched', cast(pg_current_xact_id() as text), true);
        update registry_touch set latest = latest + 1;
        notify registry_touch;
    end if;
    return null;
end;
$$;

do $$
declare
    named text;
begin
    for named in
        select c.relname from pg_class as c
        where
            c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
            and c.relname not in (
                'registry_schema', 'registry_touch', 'key_uses', 'answered_writes', 'applications', 'proposals', 'offers', 'changes'
            )
        order by c.relname
    loop
        execute format(
            'create trigger registry_touch after insert or update or delete or truncate on %I for each statement execute function registry_touch()', named
        );
    end loop;
end;
$$;

-- The shipped records have the same ids in every registry.
insert into former_ids (resource, former_id, id) values
    ('groups', 'swedish-drug-users-union', 'tssh8-2te66'),
    ('groups', 'catnpud', '6gc7h-8r4n2'),
    ('groups', 'metzineres', '4r25s-sxwbw'),
    ('groups', 'asud', 'f4kng-w283h'),
    ('groups', 'vandu', 'cbdrk-gqg3x'),
    ('people', 'anton-basenko', 'q5fbh-78xqc'),
    ('people', 'olga-szubert', '79dpj-3rf6v'),
    ('people', 'tina-chkhaidze', '63rzq-2zx6r'),
    ('people', 'chantelle-gribenhouw', 'pdwy7-rc7sy'),
    ('people', 'annie-madden', 'kmpdp-hj5s4'),
    ('people', 'aditia-taslim', 'j6muv-zgfcu'),
    ('people', 'lana-durjava', 'gzr6r-rgh9h'),
    ('people', 'isaac-ogunkola', '9su3n-76hd8'),
    ('people', 'louise-beale-vincent', '9zhbz-j48fs'),
    ('people', 'hassan-turaif', 'hnymm-69cgq'),
    ('people', 'happy-assan', 'pzmnf-r25uf'),
    ('people', 'ernesto-cortes', '5rc6f-byw2b'),
    ('people', 'jane-marie-dicka', 'v268t-cqfed'),
    ('people', 'john-melhus', 'cwj79-qy3wv'),
    ('people', 'johann-p-nadela', 'k6f2m-5tzu7'),
    ('people', 'kassim-nyuni', 'jj8mr-jxthb'),
    ('memberships', 'euronpud-swedish-drug-users-union', 'anwdw-f4aya'),
    ('memberships', 'euronpud-catnpud', 'nmdcm-26wtc'),
    ('memberships', 'euronpud-metzineres', 'tcgsc-ecw8u'),
    ('memberships', 'euronpud-asud', 'v7jqb-8y99a'),
    ('representatives', 'nanpud-louise-beale-vincent', 't5s7f-yrrn6'),
    ('representatives', 'menanpud-hassan-turaif', 'sw6kf-em6d7'),
    ('representatives', 'inwud-happy-assan', 'vadps-646ka'),
    ('representatives', 'enpud-vacant', 'z2pex-4qv9z'),
    ('representatives', 'lanpud-ernesto-cortes', 'wg5z7-q8rx4'),
    ('representatives', 'panpud-jane-marie-dicka', 'yhxby-8kj5z'),
    ('representatives', 'euronpud-john-melhus', '7awfx-bzbaw'),
    ('representatives', 'napud-johann-p-nadela', 'axu2j-4b5w3'),
    ('representatives', 'africanpud-kassim-nyuni', 'dhrrv-6t6c3'),
    ('office-terms', 'chair-vacant', 'mcg9g-sdcd5'),
    ('office-terms', 'vice-chair-louise-beale-vincent', 'rqu7z-pmz39'),
    ('office-terms', 'treasurer-hassan-turaif', 'fbp2d-mawys'),
    ('post-terms', 'executive-director-anton-basenko', 'ed4en-nwxws'),
    ('post-terms', 'deputy-director-olga-szubert', '23rqs-4d2pn'),
    ('post-terms', 'programme-oversight-olga-szubert', 'k826n-fdzdh'),
    ('post-terms', 'finance-manager-tina-chkhaidze', 'azjqg-7wpdx'),
    ('post-terms', 'office-manager-chantelle-gribenhouw', 'pg79d-a5p4e'),
    ('post-terms', 'unitaid-cutts-project-lead-annie-madden', 'akfjq-2v56x'),
    ('post-terms', 'advocacy-lead-aditia-taslim', 'py6ug-kb59r'),
    ('post-terms', 'communication-officer-lana-durjava', 'mb3vw-ffyhz'),
    ('post-terms', 'global-fund-programme-manager-isaac-ogunkola', 'u4ajn-ebyc6');
