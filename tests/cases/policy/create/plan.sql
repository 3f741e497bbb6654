SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE POLICY add ON public.docs FOR INSERT TO "Big Boss", clerk WITH CHECK ((owner = CURRENT_USER));

CREATE POLICY change ON public.docs FOR UPDATE TO clerk USING ((EXISTS ( SELECT
   FROM public.members m
  WHERE (m.doc = docs.id)))) WITH CHECK ((owner <> 'nobody'::text));

CREATE POLICY hold ON public.docs AS RESTRICTIVE USING (true) WITH CHECK ((id > 0));

CREATE POLICY plain ON public.docs;

CREATE POLICY read ON public.docs FOR SELECT USING ((public OR (owner = CURRENT_USER)));

CREATE POLICY remove ON public.docs AS RESTRICTIVE FOR DELETE USING ((NOT public));

CREATE POLICY "It's" ON public.members USING ((name IS NOT NULL));

COMMENT ON POLICY "It's" ON public.members IS 'whoever';

COMMIT;
