-- The first request of a day asks which consents began with it, which refused applications are erased, and which answers are kept no longer. It went through all of them.
create index consents_by_start on consents (given) where ended is null;
create index refused_applications on applications (decided) where state = 'refused';
create index answered_writes_by_time on answered_writes (at);
create index answered_writes_of_key on answered_writes (key_id, at);
-- An import takes rows in any order. For each membership that it adds, it looks who has named it already.
create index applications_of_membership on applications (membership_id);
create index proposals_of_membership on proposals (membership_id);
