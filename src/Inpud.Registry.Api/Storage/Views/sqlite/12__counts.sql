-- The counts of groups and of the evidence that they give. The program keeps them, and fills them in when the views have run: see ADR 37.

-- The day of the figures in shown_counts.
create table shown_counted (day text not null) strict;

-- What a count is a count of, as in CountKey. The figure is that of the day in shown_counted.
create table shown_counts (
    id integer primary key,
    facet text not null,
    place text not null,
    members text not null,
    source text not null,
    certainty integer not null,
    groups integer not null,
    unique (facet, place, members, source, certainty)
) strict;

-- By how much a count changes from the day on.
create table shown_count_steps (
    count_id integer not null,
    day text not null,
    groups integer not null,
    primary key (count_id, day)
) strict, without rowid;

create index shown_count_steps_by_day on shown_count_steps (day);
create index shown_count_steps_of_nothing on shown_count_steps (count_id) where groups = 0;

-- Groups whose consent runs out. Until the day is settled, the counts have them and nobody may see them.
create index shown_groups_by_end on shown_groups (shown_until) where shown_until < '9999-12-31';
