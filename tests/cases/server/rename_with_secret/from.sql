CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER one FOREIGN DATA WRAPPER w OPTIONS (token :'token', host :'host');
CREATE USER MAPPING FOR joe SERVER one OPTIONS (user 'joe', password :'password');
