-- The shown_ tables keep what the showable_ views give. A change of a record takes what was shown of its group out at once, so that nobody who forgets the rest shows too much. It also notes the group
-- here: the program fills in what is shown of it now, before the write reads anything public, and before it commits.

-- The group_key is the id of the group, whatever it is shown by. Of the parts that named groups alone have, group_id is the same, and needs no second index.
create table shown_stale (group_id text primary key) strict, without rowid;

-- Has a row while a write of the program is under way, which fills in what it noted before it commits. Nobody else sees the row.
create table shown_promise (promised integer primary key not null) strict;

-- What was shown of the noted groups, and counted: the counts lose it when the rest is filled in. Nothing here names a group.
create table shown_was_groups (
    group_key text primary key, country text, type text, scope text, possible_from text, possible_to text, certain_from text, certain_to text, shown_until text
) strict, without rowid;
create table shown_was_group_values (
    group_id text, attribute text, country text, type text, possible_from text, possible_to text, certain_from text, certain_to text
) strict;
create index shown_was_values_of_group on shown_was_group_values (group_id);
create table shown_was_memberships (
    group_key text, network_id text, source_id text, possible_from text, possible_to text, certain_from text, certain_to text
) strict;
create index shown_was_memberships_by_group on shown_was_memberships (group_key);

-- "insert or ignore" would not do in a trigger: an upsert that fires it puts its own way of resolving a conflict in place of that.

-- A private group shows nothing, so that nothing is noted when it changes: a spreadsheet of private groups costs no more for these tables.

-- Whatever is noted is shown no more until it is filled in. The program promises to fill it in, and changes only what is shown differently: to take out and put back the same rows would write every index of them.
create trigger shown_takes_out after insert on shown_stale when not exists (select 1 from shown_promise)
begin
    insert into shown_was_groups
    select group_key, country, type, scope, possible_from, possible_to, certain_from, certain_to, shown_until
    from shown_groups where group_key = new.group_id;
    insert into shown_was_group_values
    select group_id, attribute, country, type, possible_from, possible_to, certain_from, certain_to
    from shown_group_values where group_id = new.group_id;
    insert into shown_was_memberships
    select group_key, network_id, source_id, possible_from, possible_to, certain_from, certain_to
    from shown_memberships where group_key = new.group_id;
    delete from shown_groups where group_key = new.group_id;
    delete from shown_consents where group_key = new.group_id;
    delete from shown_group_names where group_id = new.group_id;
    delete from shown_group_former_values where group_id = new.group_id;
    delete from shown_group_values where group_id = new.group_id;
    delete from shown_group_successors where group_id = new.group_id;
    delete from shown_group_external_ids where group_id = new.group_id;
    delete from shown_memberships where group_key = new.group_id;
    delete from shown_memberships_of_moved where group_key = new.group_id;
end;

create trigger shown_after_group_added after insert on groups when new.visibility <> 'private'
begin
    insert into shown_stale select new.id where new.id not in shown_stale;
end;
create trigger shown_after_group_changed after update on groups when old.visibility <> 'private' or new.visibility <> 'private'
begin
    insert into shown_stale select old.id where old.id not in shown_stale;
    insert into shown_stale select new.id where new.id not in shown_stale;
end;
create trigger shown_after_group_removed after delete on groups when old.visibility <> 'private'
begin
    insert into shown_stale select old.id where old.id not in shown_stale;
end;

create trigger shown_after_consent_added after insert on consents begin insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale; end;
create trigger shown_after_consent_changed after update on consents
begin
    insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale;
    insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale;
end;
create trigger shown_after_consent_removed after delete on consents begin insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale; end;

create trigger shown_after_limit_added after insert on consent_limits
begin
    insert into shown_stale select group_id from consents where id = new.consent_id and group_id not in shown_stale;
end;
create trigger shown_after_limit_changed after update on consent_limits
begin
    insert into shown_stale select distinct group_id from consents where id in (old.consent_id, new.consent_id) and group_id not in shown_stale;
end;
create trigger shown_after_limit_removed after delete on consent_limits
begin
    insert into shown_stale select group_id from consents where id = old.consent_id and group_id not in shown_stale;
end;

create trigger shown_after_group_name_added after insert on group_names begin insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale; end;
create trigger shown_after_group_name_changed after update on group_names
begin
    insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale;
    insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale;
end;
create trigger shown_after_group_name_removed after delete on group_names begin insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale; end;

create trigger shown_after_former_value_added after insert on group_former_values begin insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale; end;
create trigger shown_after_former_value_changed after update on group_former_values
begin
    insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale;
    insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale;
end;
create trigger shown_after_former_value_removed after delete on group_former_values begin insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale; end;

create trigger shown_after_successor_added after insert on group_successors begin insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale; end;
create trigger shown_after_successor_changed after update on group_successors
begin
    insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale;
    insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale;
end;
create trigger shown_after_successor_removed after delete on group_successors begin insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale; end;

create trigger shown_after_external_id_added after insert on group_external_ids begin insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale; end;
create trigger shown_after_external_id_changed after update on group_external_ids
begin
    insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale;
    insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale;
end;
create trigger shown_after_external_id_removed after delete on group_external_ids begin insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale; end;

create trigger shown_after_membership_added after insert on memberships begin insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale; end;
create trigger shown_after_membership_changed after update on memberships
begin
    insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale;
    insert into shown_stale select id from groups where id = new.group_id and visibility <> 'private' and id not in shown_stale;
end;
create trigger shown_after_membership_removed after delete on memberships begin insert into shown_stale select id from groups where id = old.group_id and visibility <> 'private' and id not in shown_stale; end;

-- The region of a country stands beside its groups. The countries come with the program, and change with it alone.
create trigger shown_after_country_changed after update on countries when old.region is not new.region
begin
    insert into shown_stale
    select id from groups
    where
        visibility <> 'private'
        and (country = new.alpha2 or counted_country = new.alpha2 or id in (select f.group_id from group_former_values as f where f.country = new.alpha2))
        and id not in shown_stale;
end;

-- A network's days clip those of its memberships. What else changes of a network shows in none of these tables.
create trigger shown_after_network_changed after update on networks
when
    old.withdrawn is not new.withdrawn or old.possible_from <> new.possible_from or old.possible_to <> new.possible_to
    or old.certain_from <> new.certain_from or old.certain_to <> new.certain_to
begin
    insert into shown_stale select distinct group_id from memberships where network_id = new.id and group_id not in shown_stale;
end;
