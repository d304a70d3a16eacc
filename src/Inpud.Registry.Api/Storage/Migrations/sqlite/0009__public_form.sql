-- What the public registry was made with, the views and the tables' fields, as a checksum: a program that has others makes the views anew and brings the public history up to date.

create table public_form (checksum text not null check (length(checksum) = 64)) strict;
