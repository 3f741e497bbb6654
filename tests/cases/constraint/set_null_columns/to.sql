CREATE TABLE users (tenant int, id int, PRIMARY KEY (tenant, id));
CREATE TABLE posts (tenant int NOT NULL, author int, editor int DEFAULT 0,
    CONSTRAINT by_author FOREIGN KEY (tenant, author) REFERENCES users ON DELETE SET NULL (author),
    CONSTRAINT by_editor FOREIGN KEY (tenant, editor) REFERENCES users ON DELETE SET DEFAULT (editor));
