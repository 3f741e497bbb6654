CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, origin = none, password_required = false);
CREATE SUBSCRIPTION t CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, run_as_owner = true, streaming = parallel);
