CREATE EXTENSION btree_gist;
CREATE TABLE public.rooms (id integer, during tstzrange, price integer);
CREATE TABLE public.bookings (id integer, room integer, during tstzrange);
CREATE TABLE public.kept (id integer, during daterange, CONSTRAINT kept_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS));
