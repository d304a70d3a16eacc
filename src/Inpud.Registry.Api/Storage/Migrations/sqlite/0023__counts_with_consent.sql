-- Whether anybody may read a count of individuals, and what the counted people agreed to. A row that says nothing is private.
alter table individual_counts add column visibility text not null default 'private' check (visibility in ('public', 'private'));

-- The source that shows that the count was public before there were consents.
alter table individual_counts add column visibility_basis text;

alter table individual_counts add column consent_given text;

-- The role to which the consent was given, and never a person.
alter table individual_counts add column consent_given_to text;

-- The last day of the consent; null where it has no end.
alter table individual_counts add column consent_until text;

-- Each count of before is public, and stays so by its source.
update individual_counts set visibility = 'public', visibility_basis = source_id;
