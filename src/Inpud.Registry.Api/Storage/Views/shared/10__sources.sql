-- The source of every row of every public table that cites one.
create view public_citations as
{citations};

-- A source is public when something public cites it: the title of a letter may name a group that is private.
create view public_sources as
select {columns of sources}
from sources
where withdrawn is null and exists (select 1 from public_citations as c where c.source_id = sources.id);
