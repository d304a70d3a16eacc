-- The counts of groups and of the evidence that they give. The program keeps them, and fills them in when the views have run: see ADR 42.

-- The day of the figures in shown_counts.
create table shown_counted (day text not null) strict;

-- The states that groups are in on some day, as texts of CountedState, and how often each is there at all.
create table shown_states (id integer primary key, state text not null unique, uses integer not null) strict;

-- By how much the number of groups in a state changes from the day on. The family is that of CountedFamily.
create table shown_state_steps (
    family integer not null,
    day text not null,
    state_id integer not null,
    groups integer not null,
    primary key (family, day, state_id)
) strict, without rowid;

-- The number of groups in a state at the beginning of a year: the sum of its steps before.
create table shown_state_years (
    family integer not null,
    year integer not null,
    state_id integer not null,
    groups integer not null,
    primary key (family, year, state_id)
) strict, without rowid;

-- What a count is a count of, as in CountKey, and its figure on the day of shown_counted: the sum over the states that stand in it.
create table shown_counts (
    facet text not null,
    place text not null,
    members text not null,
    source text not null,
    certainty integer not null,
    groups integer not null,
    primary key (facet, place, members, source, certainty)
) strict, without rowid;

-- By how much a count of groups or of members changes within a year ('2015') or a month ('2015-06'). A sum of these is the count at the beginning of a month, however many groups there are.
create table shown_count_stretches (
    facet text not null,
    place text not null,
    unit text not null,
    stretch text not null,
    members text not null,
    certainty integer not null,
    groups integer not null,
    primary key (facet, place, unit, stretch, members, certainty)
) strict, without rowid;

-- The states that have one country alone, by that country, and those of groups that may be in several; and the steps of a state.
create index shown_states_of_country on shown_states ((case when substr(state, 5, 1) = '|' then substr(state, 3, 2) end));
create index shown_state_steps_of_state on shown_state_steps (state_id, family, day);

-- What has come to nothing is deleted by these.
create index shown_states_of_nobody on shown_states (id) where uses = 0;
create index shown_state_steps_of_nothing on shown_state_steps (state_id) where groups = 0;
create index shown_state_years_of_nothing on shown_state_years (state_id) where groups = 0;
create index shown_counts_of_nothing on shown_counts (facet) where groups = 0;
create index shown_count_stretches_of_nothing on shown_count_stretches (facet) where groups = 0;

-- Groups whose consent runs out. Until the day is settled, the counts have them and nobody may see them.
create index shown_groups_by_end on shown_groups (shown_until) where shown_until <> '9999-12-31';
