CREATE TABLE groups (id bigint PRIMARY KEY, name text NOT NULL, note text);
CREATE TABLE devices (
    id bigint PRIMARY KEY,
    group_id bigint REFERENCES groups,
    hostname text NOT NULL,
    site text
);
CREATE TABLE ports (device_id bigint NOT NULL REFERENCES devices, number int NOT NULL, speed int);
CREATE VIEW grouped AS SELECT d.id, d.hostname, d.site, g.name AS group_name FROM devices d LEFT JOIN groups g ON g.id = d.group_id;
CREATE VIEW named AS SELECT id, group_name FROM grouped WHERE group_name IS NOT NULL;
CREATE MATERIALIZED VIEW kept AS SELECT id, hostname FROM devices;
