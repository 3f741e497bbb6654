SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

GRANT USAGE ON TYPE public.mood TO PUBLIC;

REVOKE USAGE ON TYPE public.mood FROM reader;

ALTER TYPE public.mood OWNER TO CURRENT_USER;

ALTER TYPE public.mood RENAME TO mood_whimbrel_aside;

CREATE TYPE public.mood AS ENUM ('a', 'c');

ALTER TYPE public.mood OWNER TO alice;

GRANT USAGE ON TYPE public.mood TO reader;

REVOKE USAGE ON TYPE public.mood FROM PUBLIC;

DROP TYPE public.mood_whimbrel_aside;

COMMIT;
