CREATE SUBSCRIPTION s CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, origin = none, password_required = false, run_as_owner = true, streaming = parallel);
CREATE SUBSCRIPTION t CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, origin = any, streaming = off);
