-- A person is public only with a public role: the view leaves out everybody else.
create view public_people as
select {columns of people}
from people
where
    withdrawn is null
    and (
        exists (select 1 from public_seat_terms as t where t.person_id = people.id)
        or exists (select 1 from public_office_terms as t where t.person_id = people.id)
        or exists (select 1 from public_post_terms as t where t.person_id = people.id)
    );
