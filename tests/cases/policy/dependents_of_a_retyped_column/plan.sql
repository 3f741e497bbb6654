SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- comes back below: column owner of table public.docs changes its type
DROP POLICY own ON public.docs;

-- comes back below: column owner of table public.docs changes its type
DROP POLICY theirs ON public.members;

ALTER TABLE public.docs ALTER COLUMN owner TYPE text;

-- is made again
CREATE POLICY own ON public.docs AS RESTRICTIVE FOR UPDATE TO clerk USING ((owner = CURRENT_USER)) WITH CHECK ((length(owner) > 2));

-- is made again
CREATE POLICY theirs ON public.members USING ((EXISTS ( SELECT
   FROM public.docs
  WHERE ((docs.id = members.doc) AND (docs.owner = members.name)))));

COMMENT ON POLICY own ON public.docs IS 'comes back';

COMMIT;
