SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

ALTER TYPE public.span_range SET SCHEMA app;

ALTER TYPE app.span_range RENAME TO "Range";

ALTER FUNCTION public.span_range(integer, integer) SET SCHEMA app;

ALTER FUNCTION app.span_range(integer, integer) RENAME TO "Range";

ALTER FUNCTION public.span_range(integer, integer, text) SET SCHEMA app;

ALTER FUNCTION app.span_range(integer, integer, text) RENAME TO "Range";

ALTER TYPE public.span_multirange SET SCHEMA app;

ALTER TYPE app.span_multirange RENAME TO "Range_multirange";

ALTER FUNCTION public.span_multirange() SET SCHEMA app;

ALTER FUNCTION app.span_multirange() RENAME TO "Range_multirange";

ALTER FUNCTION public.span_multirange(app."Range") SET SCHEMA app;

ALTER FUNCTION app.span_multirange(app."Range") RENAME TO "Range_multirange";

ALTER FUNCTION public.span_multirange(app."Range"[]) SET SCHEMA app;

ALTER FUNCTION app.span_multirange(app."Range"[]) RENAME TO "Range_multirange";

ALTER TYPE public.other RENAME TO another;

ALTER FUNCTION public.other(text, text) RENAME TO another;

ALTER FUNCTION public.other(text, text, text) RENAME TO another;

COMMIT;
