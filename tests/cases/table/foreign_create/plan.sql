SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE SCHEMA remote;

CREATE TYPE public.mood AS ENUM ('good', 'bad');

CREATE DOMAIN public.positive AS integer
    CONSTRAINT positive_check CHECK ((VALUE > 0));

CREATE FUNCTION public.f()
RETURNS trigger
LANGUAGE plpgsql
AS $function$BEGIN RETURN NEW; END$function$;

CREATE FOREIGN TABLE public.bare (
)
SERVER s;

-- :'column_open' stands nowhere here: psql takes it from -v column_open=…, whimbrel from the environment variable COLUMN_OPEN
-- :'remote__all_sorts__id__url_e7bf71' stands nowhere here: psql takes it from -v remote__all_sorts__id__url_e7bf71=…, whimbrel from the environment variable REMOTE__ALL_SORTS__ID__URL_E7BF71
-- :'table_open' stands nowhere here: psql takes it from -v table_open=…, whimbrel from the environment variable TABLE_OPEN
-- :'table_password' stands nowhere here: psql takes it from -v table_password=…, whimbrel from the environment variable TABLE_PASSWORD
-- :'remote__all_sorts__url_f992bc' stands nowhere here: psql takes it from -v remote__all_sorts__url_f992bc=…, whimbrel from the environment variable REMOTE__ALL_SORTS__URL_F992BC
CREATE FOREIGN TABLE remote."All Sorts" (
    id public.positive OPTIONS (column_name 'ID', key 'true', open :'column_open', url :'remote__all_sorts__id__url_e7bf71') NOT NULL,
    name character varying(20) COLLATE pg_catalog."C" DEFAULT 'x'::character varying NOT NULL,
    feeling public.mood DEFAULT 'good'::public.mood,
    doubled integer GENERATED ALWAYS AS ((2 * 3)) STORED,
    CONSTRAINT unproven CHECK (((id)::integer < 1000)) NO INHERIT
)
SERVER s OPTIONS (open :'table_open', password :'table_password', schema_name 'public', table_name 'it''s', url :'remote__all_sorts__url_f992bc');

ALTER TABLE remote."All Sorts" ALTER COLUMN name SET STORAGE EXTERNAL;

ALTER TABLE remote."All Sorts" ALTER COLUMN name SET STATISTICS 200;

ALTER TABLE remote."All Sorts" ALTER COLUMN name SET (n_distinct = 5);

ALTER TABLE remote."All Sorts" ADD CONSTRAINT short CHECK ((length((name)::text) < 10));

CREATE TRIGGER watch AFTER INSERT OR UPDATE OF name ON remote."All Sorts" FOR EACH ROW EXECUTE FUNCTION public.f('a');

ALTER TABLE remote."All Sorts" DISABLE TRIGGER watch;

ALTER TABLE public.bare OWNER TO keeper;

GRANT INSERT, SELECT ON TABLE remote."All Sorts" TO reader;

GRANT UPDATE (name) ON TABLE remote."All Sorts" TO reader WITH GRANT OPTION;

COMMENT ON FOREIGN TABLE remote."All Sorts" IS 'rows of another server';

COMMENT ON COLUMN remote."All Sorts".id IS 'its key';

COMMENT ON CONSTRAINT short ON remote."All Sorts" IS 'not checked here';

COMMIT;
