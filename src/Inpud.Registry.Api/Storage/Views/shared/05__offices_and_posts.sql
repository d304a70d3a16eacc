create view public_offices as select {columns of offices} from offices;

create view public_office_terms as select {columns of office_terms} from office_terms where withdrawn is null;

create view public_posts as select {columns of posts} from posts where withdrawn is null;

create view public_post_terms as select {columns of post_terms} from post_terms where withdrawn is null;
