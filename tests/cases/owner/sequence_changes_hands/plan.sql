SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER SEQUENCE public.q OWNED BY NONE;

ALTER SEQUENCE public.q OWNER TO bob;

ALTER SEQUENCE public.q OWNED BY public.u.id;

ALTER SEQUENCE public.r OWNER TO bob;

ALTER SEQUENCE public.r OWNED BY public.u.id;

ALTER SEQUENCE public.s OWNER TO CURRENT_USER;

ALTER SEQUENCE public.s OWNER TO alice;

ALTER SEQUENCE public.s OWNED BY public.t.id;

COMMIT;
