SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE ROLE b;

CREATE ROLE c;

GRANT pg_read_all_data TO a;

GRANT a TO b WITH ADMIN OPTION;

GRANT b TO c;

COMMIT;
