SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: constraint public.t.t_key is made again
ALTER TABLE public.u DROP CONSTRAINT u_a;

-- comes back below: constraint public.t.t_key is made again
ALTER TABLE public.w DROP CONSTRAINT w_a;

ALTER TABLE public.t DROP CONSTRAINT t_key;

-- builds an index
ALTER TABLE public.t ADD CONSTRAINT t_key UNIQUE (a) INCLUDE (b);

-- is made again; checks every row
ALTER TABLE public.u ADD CONSTRAINT u_a FOREIGN KEY (a) REFERENCES public.t(a) ON DELETE CASCADE DEFERRABLE;

-- is made again; checks every row
ALTER TABLE public.w ADD CONSTRAINT w_a FOREIGN KEY (a) REFERENCES public.t(a);

COMMENT ON CONSTRAINT t_key ON public.t IS 'comes back';

COMMENT ON CONSTRAINT u_a ON public.u IS 'comes back';

COMMIT;
