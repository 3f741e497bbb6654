SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE RULE tell AS ON UPDATE TO public.log DO
 NOTIFY changed;

CREATE RULE "Several" AS ON UPDATE TO public.t WHERE (new.a <> old.a) DO ( INSERT INTO public.log (a, b)
  VALUES (old.a, 'it''s; gone'::text);
 UPDATE public.log SET b = new.b
  WHERE (log.a = new.a);
);

CREATE RULE also AS ON INSERT TO public.t DO  INSERT INTO public.log (a, b)
  VALUES (new.a, new.b);

CREATE RULE nothing AS ON DELETE TO public.t DO INSTEAD NOTHING;

CREATE RULE v_delete AS ON DELETE TO public.v DO INSTEAD  DELETE FROM public.t
  WHERE (t.a = old.a);

CREATE RULE v_insert AS ON INSERT TO public.v DO INSTEAD  INSERT INTO public.t (a, b)
  VALUES (new.a, new.b)
  RETURNING t.a,
    t.b;

CREATE RULE v_update AS ON UPDATE TO public.v DO INSTEAD  UPDATE public.t SET b = new.b
  WHERE (t.a = old.a);

COMMENT ON RULE v_delete ON public.v IS 'passed on';

COMMIT;
