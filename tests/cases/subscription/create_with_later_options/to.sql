CREATE SUBSCRIPTION s15 CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false, two_phase = true, disable_on_error = true);
