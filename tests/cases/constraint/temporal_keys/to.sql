CREATE EXTENSION btree_gist;
CREATE TABLE public.rooms (
    id integer,
    during tstzrange,
    price integer,
    CONSTRAINT rooms_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS),
    CONSTRAINT rooms_price UNIQUE (price, during WITHOUT OVERLAPS) DEFERRABLE
);
CREATE TABLE public.bookings (
    id integer,
    room integer,
    during tstzrange,
    CONSTRAINT bookings_room_fkey FOREIGN KEY (room, PERIOD during) REFERENCES public.rooms (id, PERIOD during)
);
CREATE TABLE public.kept (id integer, during daterange, CONSTRAINT kept_pkey PRIMARY KEY (id));
