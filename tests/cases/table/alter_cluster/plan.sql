SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TABLE public.d SET WITHOUT CLUSTER;

ALTER TABLE public.b CLUSTER ON b_pkey;

ALTER TABLE public.a CLUSTER ON a_code;

ALTER TABLE public.m CLUSTER ON m_n;

ALTER MATERIALIZED VIEW public.o SET WITHOUT CLUSTER;

DROP INDEX public.c_id;

-- builds an index
CREATE INDEX c_id ON public.c USING btree (id, code);

ALTER TABLE public.c CLUSTER ON c_id;

COMMIT;
