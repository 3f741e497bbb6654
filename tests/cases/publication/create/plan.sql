SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

CREATE PUBLICATION "News Feed" WITH (publish = 'insert, delete', publish_via_partition_root = true);

CREATE PUBLICATION all_of_it FOR ALL TABLES;

CREATE PUBLICATION nothing_yet WITH (publish = '');

ALTER PUBLICATION "News Feed" ADD TABLE ONLY public.t;

COMMIT;
