-- What the public sees of a group that is counted and not named. The settling of a day fills it, so that it does not change beside the group, nor appear beside the withdrawal of its name.

-- The day since which the group is counted; null where it waits for the next day, or is not counted.
alter table groups add column counted_from text;

alter table groups add column counted_country text references countries (alpha2);

alter table groups add column counted_until text;

-- What stands in a cursor in place of an id.
alter table groups add column counted_key text;

update groups set
    counted_country = country,
    counted_key = lower(hex(randomblob(8))),
    counted_from = (
        select min(c.given) from consents as c
        where c.group_id = groups.id and c.ended is null and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
    ),
    counted_until = (
        select case when max(coalesce(c.until, '9999-12-31')) < '9999-12-31' then max(c.until) end from consents as c
        where c.group_id = groups.id and c.ended is null and c.given <= registry_today() and registry_latest_day() <= coalesce(c.until, '9999-12-31')
    )
where visibility = 'country';
