-- Makes the role and the database of the registry on a new PostgreSQL server. The role owns its database and may nothing else.
-- The password is the last field of the line in the file that the nodes read, too: database:5432:registry:registry:PASSWORD

\set ON_ERROR_STOP on
\set password `cut -d: -f5 /run/secrets/registry-pgpass`

create role registry login password :'password';
create database registry owner registry template template0 encoding 'UTF8' locale_provider 'libc' locale 'C';
revoke connect on database registry from public;
