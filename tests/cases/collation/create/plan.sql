SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE COLLATION public."Two Halves" (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'C.UTF-8');

CREATE COLLATION public.careless (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);

CREATE COLLATION public.german (PROVIDER = icu, LOCALE = 'de-u-co-phonebk');

CREATE COLLATION public.plain (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'C');

CREATE TABLE public.people (
    name text COLLATE public.german,
    nick text COLLATE public.careless,
    CONSTRAINT people_name_check CHECK ((name > ('a'::text COLLATE public.plain))),
    CONSTRAINT people_nick_key UNIQUE (nick)
);

-- builds an index
CREATE INDEX people_name ON public.people USING btree (name COLLATE public."Two Halves");

COMMENT ON COLLATION public.german IS 'as in a telephone directory';

COMMIT;
