SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER DOMAIN public.word RENAME TO word_whimbrel_aside;

ALTER TABLE public.people ALTER COLUMN name DROP DEFAULT;

COMMENT ON COLLATION public.german IS NULL;

DROP VIEW public.names;

DROP INDEX public.people_name;

ALTER COLLATION public.german RENAME TO german_whimbrel_aside;

CREATE COLLATION public.german (PROVIDER = icu, LOCALE = 'de-u-co-phonebk', DETERMINISTIC = false);

CREATE DOMAIN public.word AS text COLLATE public.german;

COMMENT ON COLLATION public.german IS 'german';

-- builds the column's indexes anew
ALTER TABLE public.people ALTER COLUMN name TYPE text COLLATE public.german;

-- builds an index
CREATE INDEX people_name ON public.people USING btree (name);

CREATE VIEW public.names AS
 SELECT people.name
   FROM public.people
  ORDER BY (people.name COLLATE public.german);

ALTER TABLE public.people ALTER COLUMN name SET DEFAULT 'x'::text;

DROP DOMAIN public.word_whimbrel_aside;

DROP COLLATION public.german_whimbrel_aside;

COMMIT;
