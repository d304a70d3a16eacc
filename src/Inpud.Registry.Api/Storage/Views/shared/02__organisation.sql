create view public_organisation as select {columns of organisation} from organisation;

create view public_organisation_names as select {columns of organisation_names} from organisation_names;

create view public_organisation_focuses as select {columns of organisation_focuses} from organisation_focuses;

create view public_organisation_aims as select {columns of organisation_aims} from organisation_aims;

create view public_milestones as select {columns of milestones} from milestones;

create view public_milestone_places as select {columns of milestone_places} from milestone_places;

create view public_documents as select {columns of documents} from documents;

create view public_partners as select {columns of partners} from partners;
