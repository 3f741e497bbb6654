-- @renamed from=s
CREATE SCHEMA z;
CREATE SCHEMA "Other";
CREATE TABLE z.t (a integer, b integer);
CREATE PUBLICATION p FOR TABLES IN SCHEMA z, TABLE z.t;
