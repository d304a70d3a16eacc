-- What attributes of groups were, and what they are. Both shown_ tables have rows of the few groups alone of which an attribute changed.

create view showable_group_former_values as
select {columns of group_former_values as f}, f.group_id as group_key, g.shown_until
from group_former_values as f join showable_named_groups as g on g.id = f.group_id;

create table shown_group_former_values as select * from showable_group_former_values;

create view public_group_former_values as
select {columns of group_former_values} from shown_group_former_values where (select registry_latest_day()) <= shown_until;

-- Each value of an attribute with the days on which it is possible and certain, the value of today last, whose key is empty. The order of the groups stands beside it, for lists of those that had a value.
-- Such lists ask in_country, in_region and of_type, which have indexes. A question about one group asks the other columns, which have none, so that the database looks at the rows of the group. The date of a change belongs to the next value. A value is not possible while another is certain.
-- The calendar has no day before 0001-01-01 and none after 9999-12-31. A value that was replaced on the first day held on none, and has no row. A value that the next one may have followed on the first day is certain on no day, so that it
-- has its certain days in the wrong order, as everything has that is certain on none.
create view showable_group_values as
with former as not materialized (
    select
        f.group_id, f.attribute, f.country, f.subdivision, f.place, f.type, f.led_by_people_who_use_drugs, f.leadership_basis,
        f.possible_from, f.certain_from, f.replaced_by, f.period as key, g.name_order, g.row_key, g.shown_until,
        min(f.replaced_by, case when f.period like '%/' and f.certain_to < '9999-12-31' then date(f.certain_to, '+1 day') else f.certain_to end) as next_possible_from
    from group_former_values as f join showable_named_groups as g on g.id = f.group_id
)
select
    f.group_id, f.attribute, false as is_now, f.country, f.subdivision, f.place, f.type, f.led_by_people_who_use_drugs, f.leadership_basis,
    max(
        f.possible_from,
        coalesce(
            (select max(e.next_possible_from) from former as e where e.group_id = f.group_id and e.attribute = f.attribute and e.replaced_by < f.replaced_by),
            '0001-01-01'
        )
    ) as possible_from,
    date(f.replaced_by, '-1 day') as possible_to,
    max(f.certain_from, case when f.next_possible_from = '0001-01-01' then '0001-01-02' else '0001-01-01' end) as certain_from,
    case when f.next_possible_from = '0001-01-01' then '0001-01-01' else date(f.next_possible_from, '-1 day') end as certain_to,
    f.key, f.name_order, f.row_key,
    case when f.attribute = 'country' then f.country end as in_country,
    case when f.attribute = 'country' then (select c.region from countries as c where c.alpha2 = f.country) end as in_region,
    case when f.attribute = 'type' then f.type end as of_type,
    f.group_id as group_key, f.shown_until
from former as f
where f.replaced_by > '0001-01-01'
union all
select
    g.id, f.attribute, true, g.country, g.subdivision, g.place, g.type, g.led_by_people_who_use_drugs, g.leadership_basis,
    max(f.next_possible_from), '9999-12-31', max(f.replaced_by), '9999-12-31',
    '', g.name_order, g.row_key,
    case when f.attribute = 'country' then g.country end,
    case when f.attribute = 'country' then (select c.region from countries as c where c.alpha2 = g.country) end,
    case when f.attribute = 'type' then g.type end,
    g.id, g.shown_until
from former as f join showable_named_groups as g on g.id = f.group_id
group by
    g.id, f.attribute, g.country, g.subdivision, g.place, g.type, g.led_by_people_who_use_drugs, g.leadership_basis, g.name_order, g.row_key, g.shown_until;

create table shown_group_values as select * from showable_group_values;

create view public_group_values as
select
    group_id, attribute, is_now, country, subdivision, place, type, led_by_people_who_use_drugs, leadership_basis,
    possible_from, possible_to, certain_from, certain_to, key, name_order, row_key, in_country, in_region, of_type
from shown_group_values
where (select registry_latest_day()) <= shown_until;

-- What came after a group is shown where both are: the public view asks for the other group, which can be hidden at any time.
create view showable_group_successors as
select {columns of group_successors as f}, f.group_id as group_key, g.shown_until
from group_successors as f join showable_named_groups as g on g.id = f.group_id;

create table shown_group_successors as select * from showable_group_successors;

create view public_group_successors as
select {columns of group_successors as f} from shown_group_successors as f join public_named_groups as s on s.id = f.successor_id
where (select registry_latest_day()) <= f.shown_until;
