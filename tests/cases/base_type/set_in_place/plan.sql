SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TYPE public.a SET (RECEIVE = public.a_recv, SEND = public.a_send, TYPMOD_IN = varchartypmodin, TYPMOD_OUT = varchartypmodout, ANALYZE = array_typanalyze, STORAGE = external);

ALTER TYPE public.b SET (RECEIVE = NONE, SEND = NONE, ANALYZE = NONE);

COMMIT;
