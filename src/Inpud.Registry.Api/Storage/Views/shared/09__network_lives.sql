-- Whatever certainly holds of a network on a day shows that the network existed then, and a network exists without a break. So it certainly existed from the first such day to the last one.
create view public_network_certain_days as
select id as network_id, certain_from, certain_to from public_networks
union all
select network_id, certain_from, certain_to from public_network_standings
union all
select network_id, certain_from, certain_to from public_headquarters
union all
select network_id, certain_from, certain_to from public_seats
union all
select network_id, certain_from, certain_to from public_seat_terms
union all
select c.network_id, max(c.certain_from, n.possible_from), min(c.certain_to, n.possible_to)
from public_claims as c join public_networks as n on n.id = c.network_id
union all
select network_id, certain_from, certain_to from public_individual_counts
union all
-- The first and the last of a network's memberships are found by an index: a network can have very many.
select n.id, m.certain_from, m.certain_to
from public_networks as n
join public_memberships as m on m.id in (
    (select f.id from public_memberships as f where f.network_id = n.id and f.certain_from <= f.certain_to order by f.certain_from limit 1),
    (select f.id from public_memberships as f where f.network_id = n.id and f.certain_from <= f.certain_to order by f.certain_to desc limit 1)
);

create view public_network_lives as
select
    {columns of networks as n besides certain_from, certain_to},
    coalesce(l.certain_from, n.certain_from) as certain_from,
    coalesce(l.certain_to, n.certain_to) as certain_to
from public_networks as n
left join (
    select network_id, min(certain_from) as certain_from, max(certain_to) as certain_to
    from public_network_certain_days
    where certain_from <= certain_to
    group by network_id
) as l on l.network_id = n.id;
