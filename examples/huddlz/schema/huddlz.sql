CREATE TABLE huddlz (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    title       text NOT NULL,
    description text,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    creator_id  uuid NOT NULL CONSTRAINT huddlz_creator_id_fkey REFERENCES users (id),
    group_id    uuid CONSTRAINT huddlz_group_id_fkey REFERENCES groups (id) ON DELETE CASCADE
);
