SET search_path TO '';
SET check_function_bodies TO off;

BEGIN;

-- :'s__mixed_role__password_c1e9ff' stands nowhere here: psql takes it from -v s__mixed_role__password_c1e9ff=…, whimbrel from the environment variable S__MIXED_ROLE__PASSWORD_C1E9FF
CREATE USER MAPPING FOR "Mixed Role" SERVER s OPTIONS (password :'s__mixed_role__password_c1e9ff');

-- :'my_password' stands nowhere here: psql takes it from -v my_password=…, whimbrel from the environment variable MY_PASSWORD
-- :'my_user' stands nowhere here: psql takes it from -v my_user=…, whimbrel from the environment variable MY_USER
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (password :'my_password', "user" :'my_user');

CREATE USER MAPPING FOR PUBLIC SERVER s;

-- :'s__reader__password' stands nowhere here: psql takes it from -v s__reader__password=…, whimbrel from the environment variable S__READER__PASSWORD
-- :'s__reader__token' stands nowhere here: psql takes it from -v s__reader__token=…, whimbrel from the environment variable S__READER__TOKEN
CREATE USER MAPPING FOR reader SERVER s OPTIONS (password :'s__reader__password', token :'s__reader__token', "user" 'r');

COMMIT;
