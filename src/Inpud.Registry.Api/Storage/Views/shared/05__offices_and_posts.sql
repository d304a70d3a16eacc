create view public_offices as select * from offices;

create view public_office_terms as select * from office_terms where withdrawn is null;

create view public_posts as select * from posts where withdrawn is null;

create view public_post_terms as select * from post_terms where withdrawn is null;
