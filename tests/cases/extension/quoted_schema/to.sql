CREATE SCHEMA "Ext Schema";
CREATE EXTENSION "uuid-ossp" WITH SCHEMA "Ext Schema";
CREATE TABLE groups (id uuid DEFAULT "Ext Schema".uuid_generate_v4());
