-- Which time of the registry this is. A restore begins another one, since the places of the feed then name other changes than before. Cursors and ETags carry its name.

create table epoch (
    only_one integer primary key default 1 check (only_one = 1),
    name text not null check (length(name) = 8),
    -- When a restore began it; null for the first one.
    began text
) strict;

insert into epoch (name) values (lower(hex(randomblob(4))));
