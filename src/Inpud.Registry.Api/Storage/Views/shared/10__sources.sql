-- One row for each source that a row of a public table cites.
create view public_citations as
{citations};

-- A source is public only where something public cites it: the title of a letter may name a private group.
create view public_sources as
select {columns of sources}
from sources
where withdrawn is null and exists (select 1 from public_citations as c where c.source_id = sources.id);
