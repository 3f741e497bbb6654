CREATE TABLE users (id bigint PRIMARY KEY, handle text CHECK (length(handle) > 2));
CREATE INDEX users_handle_idx ON users (lower(handle));
CREATE VIEW handles AS SELECT handle FROM users;
