-- What anybody may read. Reads of the API use these views and nothing else, so that a new endpoint cannot forget to leave something out.
-- All views of the database are dropped and made anew by these files, in the order of their names, whenever one of them or a table differs.
-- What stands in braces becomes the columns that the description of the tables calls public: a new field of a table needs no change here.

create view public_regions as select {columns of regions} from regions;

create view public_region_names as select {columns of region_names} from region_names;

create view public_countries as select {columns of countries} from countries;

create view public_country_names as select {columns of country_names} from country_names;

create view public_region_countries as
with recursive within (region, descendant) as (
    select code, code from regions
    union all
    select within.region, regions.code from within join regions on regions.parent = within.descendant
)
select within.region, countries.alpha2 as country
from within join countries on countries.region = within.descendant;
