-- What anybody may read. Reads of the API use these views and nothing else, so that a new endpoint cannot forget to leave something out.
-- All views of the database are dropped and made anew by these files, in the order of their names, whenever one of them or a table differs.

create view public_regions as select * from regions;

create view public_region_names as select * from region_names;

create view public_countries as select * from countries;

create view public_country_names as select * from country_names;

create view public_region_countries as
with recursive within (region, descendant) as (
    select code, code from regions
    union all
    select within.region, regions.code from within join regions on regions.parent = within.descendant
)
select within.region, countries.alpha2 as country
from within join countries on countries.region = within.descendant;
