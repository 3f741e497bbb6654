-- @renamed from=old_name
CREATE TABLE new_name (
    id integer,
    b integer -- @renamed from=a
);
ALTER TABLE new_name OWNER TO alice;
GRANT SELECT ON new_name TO reader;
GRANT UPDATE (b) ON new_name TO reader;
