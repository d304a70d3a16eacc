-- A count that came from a public export, which gives one to four people as "fewer than five". Where neither the number nor this is known, nobody knows the count: earlier public
-- exports left 0 to 4 empty, so that their rows have neither.
alter table individual_counts add column people_below integer check (people_below = 5);
