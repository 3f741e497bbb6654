CREATE SUBSCRIPTION news CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false);
ALTER SUBSCRIPTION news OWNER TO joe;
CREATE SUBSCRIPTION t CONNECTION 'host=publisher.invalid password=unmistakable' PUBLICATION a WITH (connect = false);
ALTER SUBSCRIPTION t OWNER TO ann;
