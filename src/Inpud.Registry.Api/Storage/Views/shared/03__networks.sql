create view public_networks as select * from networks where withdrawn is null;

create view public_network_names as
select f.* from network_names as f join public_networks as n on n.id = f.network_id;

create view public_network_former_ids as
select f.* from network_former_ids as f join public_networks as n on n.id = f.network_id;

create view public_claims as
select f.* from claims as f join public_networks as n on n.id = f.network_id where f.withdrawn is null;

create view public_remits as
select f.* from remits as f join public_networks as n on n.id = f.network_id;

create view public_remit_countries as
select f.* from remit_countries as f join public_networks as n on n.id = f.network_id;
