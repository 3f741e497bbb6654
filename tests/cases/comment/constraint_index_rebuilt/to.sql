CREATE TABLE groups (
    id bigint CONSTRAINT groups_pkey PRIMARY KEY,
    slug text,
    CONSTRAINT groups_slug_key UNIQUE (slug, id)
);
COMMENT ON INDEX groups_slug_key IS 'by name';
