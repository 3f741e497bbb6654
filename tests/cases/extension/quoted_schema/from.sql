CREATE SCHEMA "Ext Schema";
