create view public_offices as select {columns of offices} from offices;

-- These views show a term without its person where the person is withheld: that somebody holds the office or the post, when, and by which source. They leave out what a steward wrote
-- beside it, since a note or a place in a source can name the person.
-- No term of somebody who was withdrawn, nor of a post that was: writes refuse to withdraw what has terms, and a view does not lean on that.
create view public_office_terms as
select
    {columns of office_terms as t besides person_id, person_withheld, locator, note},
    case when p.visibility = 'public' and t.person_withheld is null then t.person_id end as person_id,
    case when p.visibility <> 'public' or t.person_withheld then true end as person_withheld,
    case when p.visibility <> 'public' or t.person_withheld then null else t.locator end as locator,
    case when p.visibility <> 'public' or t.person_withheld then null else t.note end as note
from office_terms as t
left join people as p on p.id = t.person_id
where t.withdrawn is null and p.withdrawn is null;

create view public_posts as select {columns of posts} from posts where withdrawn is null;

create view public_post_terms as
select
    {columns of post_terms as t besides person_id, person_withheld, locator, note},
    case when p.visibility = 'public' and t.person_withheld is null then t.person_id end as person_id,
    case when p.visibility <> 'public' or t.person_withheld then true end as person_withheld,
    case when p.visibility <> 'public' or t.person_withheld then null else t.locator end as locator,
    case when p.visibility <> 'public' or t.person_withheld then null else t.note end as note
from post_terms as t
join public_posts as o on o.id = t.post_id
left join people as p on p.id = t.person_id
where t.withdrawn is null and p.withdrawn is null;
