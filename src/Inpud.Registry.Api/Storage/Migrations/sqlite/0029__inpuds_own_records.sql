-- INPUD's own records: what was missing of them, and the columns by which stewards withdraw them.

alter table milestones add column withdrawn text;
alter table documents add column withdrawn text;
alter table partners add column withdrawn text;

alter table documents add column subtitle text;
alter table documents add column summary text;

-- As vision_from, these name records without a reference: a reference would make INPUD's own record a part of the post or of the milestone. Writes and imports check them.
alter table organisation add column leader_post_id text;
alter table organisation_aims add column milestone_id text;

create table organisation_statements (
    position integer primary key,
    kind text not null check (kind in ('description', 'structure', 'activity', 'goal')),
    text text not null,
    observed text,
    source_id text not null references sources (id),
    locator text,
    note text
) strict;

-- A further kind of source. The column is made anew, since no check of a column changes otherwise, and the table has too many references to be made anew itself.
alter table sources add column kind_anew text not null default 'article' check (kind_anew in ('article', 'dataset', 'curation', 'encyclopaedia-article'));
update sources set kind_anew = kind;
alter table sources drop column kind;
alter table sources rename column kind_anew to kind;

-- What the shipped rows say in the new places, where a registry has those rows. Nobody could state it before.
update organisation set leader_post_id = 'executive-director'
where id = 'inpud' and leader = 'Executive Director' and exists (select 1 from posts where id = 'executive-director' and withdrawn is null);

update organisation_aims set milestone_id = 'launch'
where source_id = 'inpud-article' and locator = 'Purpose and activities' and exists (select 1 from milestones where id = 'launch');

update documents set
    subtitle = 'Greater, Meaningful Involvement of People Who Use Illegal Drugs: A Public Health, Ethical, and Human Rights Imperative',
    summary = 'On the involvement of people who use drugs at every step of harm reduction, from the ground up.'
where id = 'nothing-about-us-without-us' and source_id = 'inpud-article';

update documents set
    subtitle = 'Why the world needs an international network of activists who use drugs',
    summary = 'On the history of marginalisation of and discrimination against people who use drugs, and on their right to represent themselves. INPUD''s goals are laid down in it.'
where id = 'vancouver-declaration' and source_id = 'inpud-article';

update documents set
    subtitle = null,
    summary = 'A manifesto on human rights, health and law, by people who use drugs. It builds on the Vancouver Declaration, and says more exactly what INPUD and its local groups want.'
where id = 'consensus-statement' and source_id = 'inpud-article';

update documents set
    subtitle = null,
    summary = 'On programmes against HIV and HCV that are carried out together with people who inject drugs.'
where id = 'practical-guide' and source_id = 'inpud-article';

insert into organisation_statements (position, kind, text, observed, source_id, locator, note)
select 1, 'description', 'A worldwide organisation of peers: people who use drugs promote the health of people who use drugs, and defend their rights.', '2025-08', 'inpud-article', 'Purpose and activities', 'How INPUD describes itself, in the registry''s words.'
from organisation where id = 'inpud' and source_id = 'inpud-article'
union all
select 2, 'structure', 'Seven groupings, six of them regional and one topical. Each is a network of its own, has the same aims as INPUD, and gathers local groups.', '2022-07', 'inpud-article', 'Regional organisations', null
from organisation where id = 'inpud' and source_id = 'inpud-article'
union all
select 3, 'activity', 'INPUD and its local groups take part, as observers and as participants, in conferences of the United Nations on drugs and on health.', '2025-08', 'inpud-article', 'Purpose and activities', 'The source gives no dates, and says that it happens more and more.'
from organisation where id = 'inpud' and source_id = 'inpud-article'
union all
select 4, 'goal', 'National and regional networks of people who use drugs, and the people who begin to lead them, grow with technical help from INPUD.', '2025-08', 'inpud-article', 'Regional organisations', null
from organisation where id = 'inpud' and source_id = 'inpud-article';
