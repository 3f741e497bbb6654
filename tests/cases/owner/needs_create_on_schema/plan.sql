SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE SCHEMA app;

CREATE SEQUENCE app.t_n_seq AS integer;

CREATE TABLE app.t (
    id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
    n integer DEFAULT nextval('app.t_n_seq'::regclass) NOT NULL
);

GRANT CREATE, USAGE ON SCHEMA app TO app_owner;

ALTER SEQUENCE app.t_n_seq OWNER TO app_owner;

ALTER TABLE app.t OWNER TO app_owner;

ALTER SEQUENCE app.t_n_seq OWNED BY app.t.n;

GRANT SELECT ON TABLE app.t TO reader;

COMMIT;
