SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE OR REPLACE RULE instead AS ON INSERT TO public.log DO INSTEAD NOTHING;

CREATE OR REPLACE RULE action AS ON INSERT TO public.t DO  INSERT INTO public.log (a, b)
  VALUES (new.a, 'x'::text);

CREATE OR REPLACE RULE condition AS ON UPDATE TO public.t WHERE (new.a > 1) DO INSTEAD NOTHING;

CREATE OR REPLACE RULE event AS ON UPDATE TO public.t DO INSTEAD NOTHING;

COMMIT;
