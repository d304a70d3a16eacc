create view public_organisation as select * from organisation;

create view public_organisation_names as select * from organisation_names;

create view public_organisation_focuses as select * from organisation_focuses;

create view public_organisation_aims as select * from organisation_aims;

create view public_milestones as select * from milestones;

create view public_milestone_places as select * from milestone_places;

create view public_documents as select * from documents;

create view public_partners as select * from partners;
