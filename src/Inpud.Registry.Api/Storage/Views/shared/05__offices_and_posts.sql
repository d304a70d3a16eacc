create view public_offices as select {columns of offices} from offices;

-- No term of somebody who was withdrawn, nor of a post that was: writes refuse to withdraw what has terms, and a view does not lean on that.
create view public_office_terms as
select {columns of office_terms as t}
from office_terms as t
where t.withdrawn is null and not exists (select 1 from people as p where p.id = t.person_id and p.withdrawn is not null);

create view public_posts as select {columns of posts} from posts where withdrawn is null;

create view public_post_terms as
select {columns of post_terms as t}
from post_terms as t
join public_posts as o on o.id = t.post_id
where t.withdrawn is null and not exists (select 1 from people as p where p.id = t.person_id and p.withdrawn is not null);
