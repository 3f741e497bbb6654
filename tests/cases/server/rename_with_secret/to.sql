CREATE FOREIGN DATA WRAPPER w;
-- @renamed from=one
CREATE SERVER two FOREIGN DATA WRAPPER w OPTIONS (token :'token', host :'host');
CREATE USER MAPPING FOR joe SERVER two OPTIONS (user 'joe', password :'password');
