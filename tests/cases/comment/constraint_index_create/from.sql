CREATE TABLE groups (
    id bigint CONSTRAINT groups_pkey PRIMARY KEY,
    slug text CONSTRAINT groups_slug_key UNIQUE
);
