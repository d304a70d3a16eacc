create view public_named_groups as
select {columns of groups}, false as is_anonymous
from groups
where
    visibility = 'public'
    and withdrawn is null
    and (
        visibility_basis is not null
        -- A group becomes private when its last consent runs out, without a write: registry_today() and registry_latest_day() read the program's clock, in UTC and at UTC+14.
        -- The last day of a consent ends as soon as it ends anywhere.
        or exists (
            select 1 from consents as c
            where c.group_id = groups.id and c.ended is null and c.scope = 'public' and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
        )
    );

-- The counted groups: each agreed to be counted and not to be named. The view gives its country and the day since which it is counted, and nothing else.
-- The settling of a day fills the columns that it reads; what hides a group holds at once.
-- It leaves out a group that has ended, since its dates could identify it.
create view public_counted_groups as
select
    anonymous_id as id, 'A member group' as name, 'a-member-group' as name_key, counted_country as country, visibility, '/..' as period, counted_from as observed,
    '0001-01-01' as possible_from, '9999-12-31' as possible_to, counted_from as certain_from, '9999-12-31' as certain_to, 'registry-curation' as source_id,
    {nulls for groups besides id, name, name_key, country, visibility, period, observed, possible_from, possible_to, certain_from, certain_to, source_id},
    true as is_anonymous, coalesce(counted_key, anonymous_id) as row_key
from groups
where
    visibility = 'country'
    and counted_from is not null
    and withdrawn is null
    and possible_to = '9999-12-31'
    and exists (
        select 1 from consents as c
        where c.group_id = groups.id and c.ended is null and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
    )
    and exists (select 1 from memberships as m where m.group_id = groups.id and m.withdrawn is null and m.possible_to = '9999-12-31');

create view public_groups as
select {columns of groups}, is_anonymous, id as row_key from public_named_groups
union all
select {columns of groups}, is_anonymous, row_key from public_counted_groups;

-- The consents that are in force. They tell whoever keeps a copy until when the copy may show the group.
create view public_consents as
select c.id, c.group_id, c.scope, c.given, c.until
from consents as c join public_named_groups as g on g.id = c.group_id
where c.ended is null and c.scope = 'public' and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
union all
select a.id || '-consent', a.id, 'country', a.observed, g.counted_until
from public_counted_groups as a join groups as g on g.anonymous_id = a.id
where g.visibility = 'country' and g.withdrawn is null;

create view public_group_names as
select {columns of group_names as group_names}
from group_names join public_named_groups as g on g.id = group_names.group_id;

create view public_group_external_ids as
select {columns of group_external_ids as f}
from group_external_ids as f join public_named_groups as g on g.id = f.group_id;
