CREATE TYPE mood AS ENUM (
    'sad',
    'fine', -- @renamed from=ok
    'it''s great' -- @renamed from="Very happy"
);
CREATE TABLE people (id integer, mood mood DEFAULT 'fine');
