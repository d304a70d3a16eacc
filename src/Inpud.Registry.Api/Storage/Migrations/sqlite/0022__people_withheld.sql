-- Whether the public sees who a person is. Everybody whom a database of an earlier version shows was public with a term, and stays so. A row that says nothing is withheld.
alter table people add column visibility text not null default 'withheld' check (visibility in ('public', 'withheld'));

update people set visibility = 'public';

-- A term that came from a public export, which tells that somebody holds the place and does not tell who.
alter table seat_terms add column person_withheld integer check (person_withheld = 1);

alter table office_terms add column person_withheld integer check (person_withheld = 1);

-- A term in a post always named its person. It is made anew, since no column loses its "not null" otherwise.
create table post_terms_anew (
    id text primary key,
    post_id text not null references posts (id),
    person_id text references people (id),
    person_withheld integer check (person_withheld = 1),
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
    check (possible_from <= possible_to),
    check (person_id is not null or person_withheld = 1)
) strict;

insert into post_terms_anew (
    id, post_id, person_id, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note, withdrawn
)
select id, post_id, person_id, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note, withdrawn
from post_terms;

drop table post_terms;

alter table post_terms_anew rename to post_terms;

create index post_terms_of_source on post_terms (source_id);

create index post_terms_of_person on post_terms (person_id);
