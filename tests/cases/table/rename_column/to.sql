CREATE TABLE users (
  id bigint PRIMARY KEY,
  nick text -- @renamed from=handle
    CONSTRAINT users_handle_check CHECK (length(nick) > 2)
);
CREATE INDEX users_nick_idx ON users (lower(nick));
CREATE VIEW handles AS SELECT nick AS handle FROM users;
