CREATE TABLE groups (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name        citext NOT NULL,
    description citext,
    location    text,
    image_url   text,
    is_public   boolean NOT NULL DEFAULT true,
    created_at  timestamp(6) NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    updated_at  timestamp(6) NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    owner_id    uuid NOT NULL CONSTRAINT groups_owner_id_fkey REFERENCES users (id),
    -- The id's first letters keep slugs apart where two names give the same one.
    slug        text NOT NULL  -- @fill trim(BOTH '-' FROM regexp_replace(lower(name::text), '[^a-z0-9]+', '-', 'g')) || '-' || left(id::text, 8)
);

CREATE UNIQUE INDEX groups_unique_name_index ON groups (name);
CREATE UNIQUE INDEX groups_unique_slug_index ON groups (slug);
