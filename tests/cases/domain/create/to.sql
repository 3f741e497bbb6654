CREATE DOMAIN email AS character varying(254) COLLATE "C" DEFAULT 'nobody@example.org' NOT NULL
    CONSTRAINT has_at CHECK (VALUE LIKE '%@%') CONSTRAINT no_space CHECK (VALUE NOT LIKE '% %');
CREATE DOMAIN amounts AS numeric(10,2)[];
CREATE TABLE users (id integer, email email, spent amounts);
