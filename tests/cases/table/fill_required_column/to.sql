CREATE TABLE groups (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL -- @fill lower(name)
);
CREATE UNIQUE INDEX groups_slug_idx ON groups (slug);
