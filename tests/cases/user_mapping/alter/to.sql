CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER s FOREIGN DATA WRAPPER files;
CREATE USER MAPPING FOR reader SERVER s OPTIONS ("user" 'r2', password :'pw', come :'new_token');
CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS ("user" 'u', password :'pw');
