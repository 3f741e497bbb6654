CREATE TABLE users (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email        citext NOT NULL,
    display_name text,
    role         text NOT NULL DEFAULT 'regular'
);

CREATE UNIQUE INDEX users_unique_email_index ON users (email);
