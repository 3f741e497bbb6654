CREATE TABLE events (at date, id integer) PARTITION BY RANGE (at);
CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX events_at_idx ON events (at);
ALTER INDEX events_at_idx SET TABLESPACE archive;
CREATE INDEX events_id_idx ON events (id) TABLESPACE fast;
CREATE INDEX events_both_idx ON events (id, at) TABLESPACE fast;
ALTER INDEX events_old_id_at_idx SET TABLESPACE archive;
CREATE TABLE events_new PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
