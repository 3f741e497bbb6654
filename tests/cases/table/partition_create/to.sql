CREATE FUNCTION public.day(at timestamp with time zone) RETURNS date LANGUAGE sql IMMUTABLE AS $$SELECT (at AT TIME ZONE 'UTC')::date$$;
CREATE TABLE public.events (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL DEFAULT now(),
    kind text NOT NULL DEFAULT 'plain',
    payload text,
    size integer GENERATED ALWAYS AS (length(payload)) STORED,
    CHECK (id > 0)
) PARTITION BY RANGE (public.day(at));
ALTER TABLE public.events ALTER COLUMN payload SET STORAGE EXTERNAL;
CREATE TABLE public.events_2024 PARTITION OF public.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE public.events_2025 PARTITION OF public.events (kind DEFAULT 'late', payload NOT NULL, CONSTRAINT big CHECK (id > 100))
    FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') WITH (fillfactor = 70);
ALTER TABLE public.events_2025 ALTER COLUMN at DROP DEFAULT;
ALTER TABLE public.events_2025 ALTER COLUMN payload SET STORAGE MAIN;
ALTER TABLE public.events_2025 ALTER COLUMN kind SET STATISTICS 500;
CREATE TABLE public.events_rest PARTITION OF public.events DEFAULT;
CREATE TABLE public.people (name text NOT NULL, born date) PARTITION BY LIST (name COLLATE "C");
CREATE TABLE public.people_ab PARTITION OF public.people FOR VALUES IN ('a', 'b') PARTITION BY HASH (born, lower(name) text_pattern_ops);
CREATE TABLE public.people_ab_0 PARTITION OF public.people_ab FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE UNLOGGED TABLE public.people_ab_1 PARTITION OF public.people_ab FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE public.people_null PARTITION OF public.people FOR VALUES IN (NULL);
