-- The public names of all that can be searched, made from the public history in the same commit: what is not public has no name here.

create table public_names (
    id integer primary key,
    resource text not null,
    resource_id text not null,
    kind text not null check (kind in ('name', 'abbreviation', 'alias', 'former', 'id', 'former-id', 'code')),
    language text,
    name text not null,
    name_key text not null
) strict;

create index public_names_of_record on public_names (resource, resource_id);

-- The words of each name, without case, accents and punctuation; two that stand side by side are there as one besides, so that a hyphen or a space makes no difference.
create virtual table public_name_words using fts5 (
    words,
    content = '',
    contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
);

create virtual table public_name_vocabulary using fts5vocab (public_name_words, row);
