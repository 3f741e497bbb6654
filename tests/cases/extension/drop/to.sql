CREATE SCHEMA extensions;
CREATE TABLE groups (name text);
