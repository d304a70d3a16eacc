-- The public part of the tables. Public reads of the API use only these views, so that a new endpoint cannot forget to leave out private rows.
-- Whenever one of these files or a table changes, the program drops all views and runs these files again, in the order of their names.
-- The program replaces a placeholder in braces with the columns that the description of the tables calls public, so that a new field needs no change here.

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
