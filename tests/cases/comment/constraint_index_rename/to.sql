-- @renamed from=groups
CREATE TABLE teams (
    id bigint CONSTRAINT teams_pkey PRIMARY KEY,
    slug text CONSTRAINT teams_slug_key UNIQUE
);
COMMENT ON INDEX teams_slug_key IS 'by name';
