create view public_networks as select {columns of networks} from networks where withdrawn is null;

create view public_network_names as
select {columns of network_names as f} from network_names as f join public_networks as n on n.id = f.network_id;

create view public_network_external_ids as
select {columns of network_external_ids as f} from network_external_ids as f join public_networks as n on n.id = f.network_id;

create view public_network_former_ids as
select {columns of network_former_ids as f} from network_former_ids as f join public_networks as n on n.id = f.network_id;

create view public_claims as
select {columns of claims as f} from claims as f join public_networks as n on n.id = f.network_id where f.withdrawn is null;

create view public_remits as
select {columns of remits as f} from remits as f join public_networks as n on n.id = f.network_id;

create view public_remit_countries as
select {columns of remit_countries as f} from remit_countries as f join public_networks as n on n.id = f.network_id;

create view public_network_former_values as
select {columns of network_former_values as f} from network_former_values as f join public_networks as n on n.id = f.network_id;

create view public_network_successors as
select {columns of network_successors as f}
from network_successors as f join public_networks as n on n.id = f.network_id join public_networks as s on s.id = f.successor_id;
