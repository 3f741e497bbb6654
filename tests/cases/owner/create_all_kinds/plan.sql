SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE SCHEMA app;

CREATE TYPE app.mood AS ENUM ('sad', 'happy');

CREATE DOMAIN app.positive AS integer
    CONSTRAINT positive_check CHECK ((VALUE > 0));

CREATE TYPE app.pair AS (
    a integer,
    b text
);

CREATE FUNCTION app.f(integer)
RETURNS integer
LANGUAGE sql
AS $function$ SELECT 1 $function$;

CREATE PROCEDURE app.p()
LANGUAGE sql
AS $procedure$ SELECT 1 $procedure$;

CREATE SEQUENCE app.s;

CREATE SEQUENCE app.t_u_seq AS integer;

CREATE TABLE app.t (
    id integer NOT NULL,
    n integer GENERATED ALWAYS AS IDENTITY NOT NULL,
    u integer DEFAULT nextval('app.t_u_seq'::regclass) NOT NULL,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

ALTER SEQUENCE app.t_u_seq OWNER TO alice;

CREATE VIEW app.v AS
 SELECT 1 AS id;

-- is refreshed
CREATE MATERIALIZED VIEW app.m AS
 SELECT 1 AS id
  WITH DATA;

ALTER SCHEMA app OWNER TO alice;

ALTER FUNCTION app.f(integer) OWNER TO alice;

ALTER MATERIALIZED VIEW app.m OWNER TO alice;

ALTER TYPE app.mood OWNER TO alice;

ALTER PROCEDURE app.p() OWNER TO alice;

ALTER TYPE app.pair OWNER TO alice;

ALTER DOMAIN app.positive OWNER TO alice;

ALTER SEQUENCE app.s OWNER TO alice;

ALTER TABLE app.t OWNER TO alice;

ALTER SEQUENCE app.t_u_seq OWNED BY app.t.u;

ALTER VIEW app.v OWNER TO alice;

COMMIT;
