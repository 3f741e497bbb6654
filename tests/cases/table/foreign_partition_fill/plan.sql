SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TABLE public.p ADD COLUMN added text;

-- updates every row without a value
UPDATE ONLY public.p_here SET added = 'x' WHERE added IS NULL;

SET CONSTRAINTS ALL IMMEDIATE;

ALTER TABLE public.p ALTER COLUMN added SET NOT NULL;

-- updates every row without a value
UPDATE ONLY public.p_here SET id = 0 WHERE id IS NULL;

SET CONSTRAINTS ALL IMMEDIATE;

ALTER TABLE public.p ALTER COLUMN id SET NOT NULL;

COMMIT;
