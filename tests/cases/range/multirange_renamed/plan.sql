SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TYPE public.other_multirange SET SCHEMA app;

ALTER TYPE app.other_multirange RENAME TO others;

ALTER FUNCTION public.other_multirange() RENAME TO others;

ALTER FUNCTION public.other_multirange(public.other) RENAME TO others;

ALTER FUNCTION public.other_multirange(public.other[]) RENAME TO others;

ALTER TYPE public.span_multirange RENAME TO spans;

ALTER FUNCTION public.span_multirange() RENAME TO spans;

ALTER FUNCTION public.span_multirange(public.span) RENAME TO spans;

ALTER FUNCTION public.span_multirange(public.span[]) RENAME TO spans;

ALTER TABLE public.t ALTER COLUMN m DROP DEFAULT;

-- public.span_multirange → public.spans goes over the values' text and fails where a text does not fit
-- @lossy table:public.t/column:m when EXISTS (SELECT FROM public.t WHERE m IS NOT NULL)
ALTER TABLE public.t ALTER COLUMN m TYPE public.spans USING m::text::public.spans;

ALTER TABLE public.t ALTER COLUMN m SET DEFAULT public.spans(public.span(1, 2));

COMMIT;
