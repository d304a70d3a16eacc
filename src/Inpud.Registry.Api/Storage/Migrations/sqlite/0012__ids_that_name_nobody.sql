-- Records of groups and people get ids that name nobody. Their former ids were made of names: a feed that says that such a record was withdrawn was a lasting list of who was there.
-- While a group or a person is public, it has a readable slug besides, which begins as its former id.

alter table groups add column slug text;

alter table people add column slug text;

update groups set slug = id where id not like 'anonymous-%';

update people set slug = id;

create unique index groups_of_slug on groups (slug);

create unique index people_of_slug on people (slug);

-- The former ids, for stewards alone: the history of before and the bundles of earlier versions have them. A restore fills the table before an earlier copy is upgraded, so that its records
-- get the ids that they have in the present database.
create table if not exists former_ids (
    resource text not null,
    former_id text not null,
    id text not null,
    primary key (resource, former_id)
) strict;

create index if not exists former_ids_of_record on former_ids (resource, id);

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
    ('post-terms', 'global-fund-programme-manager-isaac-ogunkola', 'u4ajn-ebyc6')
on conflict do nothing;

-- Ten random letters and digits, none of which is taken for another when it is read aloud.
insert into former_ids (resource, former_id, id)
select
    resource, id,
    substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1) || substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1) || substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1) || substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1) || substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1)
    || '-' || substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1) || substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1) || substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1) || substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1) || substr('23456789abcdefghjkmnpqrstuvwxyz', 1 + abs(random() % 31), 1)
from (
    select 'groups' as resource, id from groups where id not like 'anonymous-%'
    union all
    select 'people', id from people
    union all
    select 'memberships', id from memberships
    union all
    select 'representatives', id from seat_terms
    union all
    select 'office-terms', id from office_terms
    union all
    select 'post-terms', id from post_terms
)
where true
on conflict do nothing;

-- A record and what names it change one after the other, so that the references are looked at when all is done.
pragma defer_foreign_keys = on;

update groups set id = (select f.id from former_ids as f where f.resource = 'groups' and f.former_id = groups.id)
where id in (select former_id from former_ids where resource = 'groups');

update group_names set group_id = (select f.id from former_ids as f where f.resource = 'groups' and f.former_id = group_names.group_id)
where group_id in (select former_id from former_ids where resource = 'groups');

update group_external_ids set group_id = (select f.id from former_ids as f where f.resource = 'groups' and f.former_id = group_external_ids.group_id)
where group_id in (select former_id from former_ids where resource = 'groups');

update consents set group_id = (select f.id from former_ids as f where f.resource = 'groups' and f.former_id = consents.group_id)
where group_id in (select former_id from former_ids where resource = 'groups');

update memberships set group_id = (select f.id from former_ids as f where f.resource = 'groups' and f.former_id = memberships.group_id)
where group_id in (select former_id from former_ids where resource = 'groups');

update applications set group_id = (select f.id from former_ids as f where f.resource = 'groups' and f.former_id = applications.group_id)
where group_id in (select former_id from former_ids where resource = 'groups');

update people set id = (select f.id from former_ids as f where f.resource = 'people' and f.former_id = people.id)
where id in (select former_id from former_ids where resource = 'people');

update seat_terms set person_id = (select f.id from former_ids as f where f.resource = 'people' and f.former_id = seat_terms.person_id)
where person_id in (select former_id from former_ids where resource = 'people');

update office_terms set person_id = (select f.id from former_ids as f where f.resource = 'people' and f.former_id = office_terms.person_id)
where person_id in (select former_id from former_ids where resource = 'people');

update post_terms set person_id = (select f.id from former_ids as f where f.resource = 'people' and f.former_id = post_terms.person_id)
where person_id in (select former_id from former_ids where resource = 'people');

update memberships set id = (select f.id from former_ids as f where f.resource = 'memberships' and f.former_id = memberships.id)
where id in (select former_id from former_ids where resource = 'memberships');

update applications set membership_id = (select f.id from former_ids as f where f.resource = 'memberships' and f.former_id = applications.membership_id)
where membership_id in (select former_id from former_ids where resource = 'memberships');

update seat_terms set id = (select f.id from former_ids as f where f.resource = 'representatives' and f.former_id = seat_terms.id)
where id in (select former_id from former_ids where resource = 'representatives');

update office_terms set id = (select f.id from former_ids as f where f.resource = 'office-terms' and f.former_id = office_terms.id)
where id in (select former_id from former_ids where resource = 'office-terms');

update post_terms set id = (select f.id from former_ids as f where f.resource = 'post-terms' and f.former_id = post_terms.id)
where id in (select former_id from former_ids where resource = 'post-terms');

-- The public history of these records begins anew, under the new ids and with the records as they are now. The upgrade fills it in the same commit.
delete from public_name_words where rowid in (select id from public_names where resource in ('groups', 'people'));

delete from public_names where resource in ('groups', 'people');

delete from public_changes where resource in ('groups', 'people', 'memberships', 'representatives', 'office-terms', 'post-terms');

-- So whoever follows the feed begins anew: the cursors of before are outdated, as after a restore.
update epoch set name = lower(hex(randomblob(4))), began = registry_today() || 'T00:00:00.0000000Z'
where exists (select 1 from changes);
