CREATE TABLE group_members (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    role       text NOT NULL DEFAULT 'member',
    created_at timestamp(6) NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    group_id   uuid NOT NULL CONSTRAINT group_members_group_id_fkey REFERENCES groups (id) ON DELETE CASCADE,
    user_id    uuid NOT NULL CONSTRAINT group_members_user_id_fkey REFERENCES users (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX group_members_unique_group_user_index ON group_members (group_id, user_id);
