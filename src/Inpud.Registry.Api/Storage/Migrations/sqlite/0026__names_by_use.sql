-- One key served to tell names apart, to sort them and to find them. From here on, name_key tells whether two names are the same, name_order sorts them, and the index of public names has words of its own.

drop index one_public_name_in_a_country;

alter table region_names add column name_order text not null default '';
alter table country_names add column name_order text not null default '';
alter table organisation_names add column name_order text not null default '';
alter table networks add column name_order text not null default '';
alter table network_names add column name_order text not null default '';
alter table people add column name_order text not null default '';
alter table groups add column name_order text not null default '';
alter table group_names add column name_order text not null default '';

update region_names set name_key = registry_unique_name(name), name_order = registry_name_order(name);
update country_names set name_key = registry_unique_name(name), name_order = registry_name_order(name);
update organisation_names set name_key = registry_unique_name(name), name_order = registry_name_order(name);
-- In two steps, since a new key can be the former key of another network. Where two networks have one name now, the key of the later one ends with its id, as with groups below.
update networks set name_key = '- ' || id, name_order = registry_name_order(name);
update networks set name_key = registry_unique_name(name) || case
    when exists (select 1 from networks as earlier where earlier.name_key = registry_unique_name(networks.name)) then ' ' || id
    else ''
end;
update network_names set name_key = registry_unique_name(name), name_order = registry_name_order(name);
update people set name_key = registry_unique_name(name), name_order = registry_name_order(name);
update groups set name_key = registry_unique_name(name), name_order = registry_name_order(name);
update group_names set name_key = registry_unique_name(name), name_order = registry_name_order(name);

-- Two groups of a country that the public sees for good may have had names that are one name now, such as A.S.U.D. and ASUD. Neither is hidden or renamed by an upgrade: the key of the later one ends with
-- its id, until somebody gives it another name.
update groups set name_key = name_key || ' ' || id
where
    visibility = 'public'
    and visibility_basis is not null
    and withdrawn is null
    and exists (
        select 1 from groups as earlier
        where
            earlier.country = groups.country
            and earlier.name_key = groups.name_key
            and earlier.visibility = 'public'
            and earlier.visibility_basis is not null
            and earlier.withdrawn is null
            and earlier.rowid < groups.rowid
    );

create unique index one_public_name_in_a_country on groups (country, name_key)
where visibility = 'public' and visibility_basis is not null and withdrawn is null;

drop index groups_of_name;

create index groups_of_name on groups (country, name_key);
create index groups_in_order on groups (country, name_order);

-- The public names of all that can be searched. The upgrade fills them in again.
drop table public_name_vocabulary;
drop table public_name_words;
drop table public_names;

create table public_names (
    id integer primary key,
    -- The record that has the name, with which the row comes and goes.
    resource text not null,
    resource_id text not null,
    -- The record that a search finds by it. The place of a headquarters finds its network.
    found_resource text not null,
    found_id text not null,
    kind text not null check (kind in ('name', 'abbreviation', 'alias', 'official', 'former', 'id', 'former-id', 'code', 'place')),
    language text,
    name text not null,
    -- All words of the name as one, without case, accents, spaces and punctuation, and in Latin letters where there are any for its script.
    search_key text not null
) strict;

create index public_names_of_record on public_names (resource, resource_id);
create index public_names_of_found on public_names (found_resource, found_id);

-- The words of each name; two that stand side by side are there as one besides, so that a hyphen or a space makes no difference. Chinese, Japanese, Thai, Lao, Khmer and Burmese have no spaces
-- between words: of these, each two letters that stand side by side are a word.
create virtual table public_name_words using fts5 (
    words,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'",
    prefix = '1 2 3'
);

create virtual table public_name_vocabulary using fts5vocab (public_name_words, row);
