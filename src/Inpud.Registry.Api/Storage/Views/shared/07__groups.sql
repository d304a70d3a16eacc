-- The groups that anybody may see, worked out from the records. A showable_ view is the definition: slow, and right. What it gives is kept in the shown_ table of the same name (see 11__shown.sql), and the
-- public_ views read that table alone. So a public query costs the same however many groups are hidden.

-- The group is shown until the last day of the consent that lasts longest. It becomes private then without a write: registry_today() and registry_latest_day() read the program's clock, in UTC and at UTC+14.
-- The last day of a consent ends as soon as it ends anywhere. A consent that waits for the approval of a second key has a row in consent_limits, and shows nothing beyond it.
create view showable_named_groups as
select {columns of groups}, false as is_anonymous, id as row_key, id as group_key, null as counted_until, shown_until
from (
    select
        {columns of groups},
        case
            when visibility_basis is not null then '9999-12-31'
            else (
                select max(coalesce(c.until, '9999-12-31')) from consents as c
                where c.group_id = groups.id and c.ended is null and c.scope = 'public' and not exists (select 1 from consent_limits as l where l.consent_id = c.id) and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
            )
        end as shown_until
    from groups
    where visibility = 'public' and withdrawn is null
) as dated
where shown_until is not null;

-- The counted groups: each agreed to be counted and not to be named. The view gives its country and the day since which it is counted, and nothing else.
-- The settling of a day fills the columns that it reads; what hides a group holds at once.
-- It leaves out a group that has ended, since its dates could identify it.
-- A group of which no settling has said the networks is not shown: a node of an earlier version may have counted it.
create view showable_counted_groups as
select {columns of groups}, is_anonymous, row_key, group_key, counted_until, counted_members, shown_until
from (
    select
        anonymous_id as id, 'A member group' as name, 'amembergroup' as name_key, 'a-member-group' as name_order, counted_country as country, visibility, '/..' as period, counted_from as observed,
        '0001-01-01' as possible_from, '9999-12-31' as possible_to, counted_from as certain_from, '9999-12-31' as certain_to, 'registry-curation' as source_id,
        {nulls for groups besides id, name, name_key, name_order, country, visibility, period, observed, possible_from, possible_to, certain_from, certain_to, source_id},
        true as is_anonymous, coalesce(counted_key, anonymous_id) as row_key, id as group_key, counted_until, counted_members,
        (
            select max(coalesce(c.until, '9999-12-31')) from consents as c
            where c.group_id = groups.id and c.ended is null and not exists (select 1 from consent_limits as l where l.consent_id = c.id and l.shown_as = 'private') and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
        ) as shown_until
    from groups
    where
        visibility = 'country'
        and counted_from is not null
        and withdrawn is null
        and possible_to = '9999-12-31'
        and counted_members is not null
        and exists (select 1 from memberships as m where m.group_id = groups.id and m.withdrawn is null and m.possible_to = '9999-12-31')
) as dated
where shown_until is not null;

-- The region is that of the country, the lowest that has it: a list of a region walks the groups of each such region in their order.
-- Few groups have ever had another value or another name. A list asks for what was on its day of these alone.
create view showable_groups as
select
    {columns of groups}, is_anonymous, row_key, (select c.region from countries as c where c.alpha2 = g.country) as region,
    exists (select 1 from group_former_values as f where f.group_id = g.id) or exists (select 1 from group_names as n where n.group_id = g.id and n.kind = 'former') as was_otherwise,
    group_key, counted_until, shown_until
from showable_named_groups as g
union all
select {columns of groups}, is_anonymous, row_key, (select c.region from countries as c where c.alpha2 = g.country), false, group_key, counted_until, shown_until
from showable_counted_groups as g;

create table shown_groups as select * from showable_groups;

create view public_groups as
select {columns of groups}, is_anonymous, row_key, region, was_otherwise from shown_groups where (select registry_latest_day()) <= shown_until;

create view public_named_groups as
select {columns of groups}, is_anonymous, was_otherwise from shown_groups where not is_anonymous and (select registry_latest_day()) <= shown_until;

create view public_counted_groups as
select {columns of groups}, is_anonymous, row_key from shown_groups where is_anonymous and (select registry_latest_day()) <= shown_until;

-- The consents that are in force. They tell whoever keeps a copy until when the copy may show the group.
create view showable_consents as
select c.id, c.group_id, c.scope, c.given, c.until, c.group_id as group_key, coalesce(c.until, '9999-12-31') as shown_until
from consents as c join showable_named_groups as g on g.id = c.group_id
where c.ended is null and c.scope = 'public' and not exists (select 1 from consent_limits as l where l.consent_id = c.id) and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
union all
select id || '-consent', id, 'country', observed, counted_until, group_key, shown_until
from showable_counted_groups;

create table shown_consents as select * from showable_consents;

create view public_consents as
select id, group_id, scope, given, until from shown_consents where (select registry_latest_day()) <= shown_until;

create view showable_group_names as
select {columns of group_names as f}, f.group_id as group_key, g.shown_until
from group_names as f join showable_named_groups as g on g.id = f.group_id;

create table shown_group_names as select * from showable_group_names;

create view public_group_names as
select {columns of group_names} from shown_group_names where (select registry_latest_day()) <= shown_until;

create view showable_group_external_ids as
select {columns of group_external_ids as f}, f.group_id as group_key, g.shown_until
from group_external_ids as f join showable_named_groups as g on g.id = f.group_id;

create table shown_group_external_ids as select * from showable_group_external_ids;

create view public_group_external_ids as
select {columns of group_external_ids} from shown_group_external_ids where (select registry_latest_day()) <= shown_until;
