-- A person is public only with a public role, and where nobody withholds the name: the view leaves out everybody else. It looks at the tables of the terms and not at their views, which
-- give the person by an expression that no index knows.
create view public_people as
select {columns of people}
from people
where
    withdrawn is null
    and visibility = 'public'
    and (
        exists (
            select 1 from seat_terms as t join public_networks as n on n.id = t.network_id
            where t.person_id = people.id and t.withdrawn is null and t.person_withheld is null
        )
        or exists (select 1 from office_terms as t where t.person_id = people.id and t.withdrawn is null and t.person_withheld is null)
        or exists (
            select 1 from post_terms as t join public_posts as o on o.id = t.post_id
            where t.person_id = people.id and t.withdrawn is null and t.person_withheld is null
        )
    );

create view public_person_names as
select {columns of person_names as f} from person_names as f join public_people as p on p.id = f.person_id;
