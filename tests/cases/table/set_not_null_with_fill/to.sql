CREATE TABLE t (id int, a text NOT NULL -- @fill 'none'
);
