create view public_organisation as select {columns of organisation} from organisation;

create view public_organisation_names as select {columns of organisation_names} from organisation_names;

create view public_organisation_focuses as select {columns of organisation_focuses} from organisation_focuses;

create view public_organisation_aims as select {columns of organisation_aims} from organisation_aims;

create view public_organisation_statements as select {columns of organisation_statements} from organisation_statements;

create view public_milestones as select {columns of milestones} from milestones where withdrawn is null;

create view public_milestone_places as
select {columns of milestone_places as p}
from milestone_places as p
join public_milestones as m on m.id = p.milestone_id;

-- No document of a milestone that was withdrawn, and no partner by a document that was: writes refuse to withdraw what others name, and a view does not lean on that.
create view public_documents as
select {columns of documents as d}
from documents as d
where d.withdrawn is null and (d.milestone_id is null or exists (select 1 from public_milestones as m where m.id = d.milestone_id));

create view public_partners as
select {columns of partners as p}
from partners as p
where p.withdrawn is null and (p.document_id is null or exists (select 1 from public_documents as d where d.id = p.document_id));
