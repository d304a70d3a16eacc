-- A source is public only where something public cites it: the title of a letter may name a private group. Each table is asked by itself, by its index of sources, until one cites it: a
-- union of all citations would be read as a whole.
create view public_sources as
select {columns of sources}
from sources
where withdrawn is null and ({cites sources.id});
