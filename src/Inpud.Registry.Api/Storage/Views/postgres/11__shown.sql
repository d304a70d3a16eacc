-- The shown_ tables keep what the showable_ views give. A change of a record takes what was shown of its group out at once, so that nobody who forgets the rest shows too much. It also notes the group
-- here: the program fills in what is shown of it now, before the write reads anything public, and before it commits.

-- The group_key is the id of the group, whatever it is shown by. Of the parts that named groups alone have, group_id is the same, and needs no second index.
create table shown_stale (group_id text primary key);

-- Has a row while a write of the program is under way, which fills in what it noted before it commits. Nobody else sees the row.
create table shown_promise (promised bigint primary key);

-- What was shown of the noted groups, and counted: the counts lose it when the rest is filled in. Nothing here names a group.
create table shown_was_groups (
    group_key text primary key, country text, type text, scope text, possible_from text, possible_to text, certain_from text, certain_to text, shown_until text
);
create table shown_was_group_values (
    group_id text, attribute text, country text, type text, possible_from text, possible_to text, certain_from text, certain_to text
);
create index shown_was_values_of_group on shown_was_group_values (group_id);
create table shown_was_memberships (
    group_key text, network_id text, source_id text, possible_from text, possible_to text, certain_from text, certain_to text
);
create index shown_was_memberships_by_group on shown_was_memberships (group_key);

-- A private group shows nothing, so that nothing is noted when it changes: a spreadsheet of private groups costs no more for these tables.

-- Whatever is noted is shown no more until it is filled in. The program promises to fill it in, and changes only what is shown differently: to take out and put back the same rows would write every index of them.
create function shown_takes_out() returns trigger language plpgsql as $$
begin
    if exists (select 1 from shown_promise) then
        return null;
    end if;
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
    return null;
end;
$$;
create trigger shown_takes_out after insert on shown_stale for each row execute function shown_takes_out();

-- Notes a group that anybody may see.
create function shown_note(noted text) returns void language sql as $$
    insert into shown_stale select id from groups where id = noted and visibility <> 'private' on conflict do nothing;
$$;

create function shown_after_group() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.visibility <> 'private' or tg_op = 'UPDATE' and new.visibility <> 'private' then
        insert into shown_stale values (old.id) on conflict do nothing;
    end if;
    if tg_op <> 'DELETE' and new.visibility <> 'private' or tg_op = 'UPDATE' and old.visibility <> 'private' then
        insert into shown_stale values (new.id) on conflict do nothing;
    end if;
    return null;
end;
$$;
create trigger shown_after_group after insert or update or delete on groups for each row execute function shown_after_group();

-- The parts of a group, which have its id in the same column.
create function shown_after_part() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform shown_note(old.group_id);
    end if;
    if tg_op <> 'DELETE' then
        perform shown_note(new.group_id);
    end if;
    return null;
end;
$$;
create trigger shown_after_consent after insert or update or delete on consents for each row execute function shown_after_part();
create trigger shown_after_group_name after insert or update or delete on group_names for each row execute function shown_after_part();
create trigger shown_after_former_value after insert or update or delete on group_former_values for each row execute function shown_after_part();
create trigger shown_after_successor after insert or update or delete on group_successors for each row execute function shown_after_part();
create trigger shown_after_external_id after insert or update or delete on group_external_ids for each row execute function shown_after_part();
create trigger shown_after_membership after insert or update or delete on memberships for each row execute function shown_after_part();

create function shown_after_limit() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        insert into shown_stale select group_id from consents where id = old.consent_id on conflict do nothing;
    end if;
    if tg_op <> 'DELETE' then
        insert into shown_stale select group_id from consents where id = new.consent_id on conflict do nothing;
    end if;
    return null;
end;
$$;
create trigger shown_after_limit after insert or update or delete on consent_limits for each row execute function shown_after_limit();

-- The region of a country stands beside its groups. The countries come with the program, and change with it alone.
create function shown_after_country() returns trigger language plpgsql as $$
begin
    insert into shown_stale
    select id from groups
    where
        visibility <> 'private'
        and (country = new.alpha2 or counted_country = new.alpha2 or id in (select f.group_id from group_former_values as f where f.country = new.alpha2))
    on conflict do nothing;
    return null;
end;
$$;
create trigger shown_after_country after update on countries
for each row when (old.region is distinct from new.region) execute function shown_after_country();

-- A network's days clip those of its memberships. What else changes of a network shows in none of these tables.
create function shown_after_network() returns trigger language plpgsql as $$
begin
    insert into shown_stale select distinct group_id from memberships where network_id = new.id on conflict do nothing;
    return null;
end;
$$;
create trigger shown_after_network after update on networks
for each row when (
    old.withdrawn is distinct from new.withdrawn or old.possible_from <> new.possible_from or old.possible_to <> new.possible_to
    or old.certain_from <> new.certain_from or old.certain_to <> new.certain_to
) execute function shown_after_network();
