CREATE FOREIGN DATA WRAPPER files;
CREATE SERVER s FOREIGN DATA WRAPPER files;
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS ("user" :'my_user', password :'my_password');
CREATE USER MAPPING FOR PUBLIC SERVER s;
CREATE USER MAPPING FOR reader SERVER s OPTIONS ("user" 'r', password 'in clear', token 'secret too');
CREATE USER MAPPING FOR "Mixed Role" SERVER s OPTIONS (password 'in clear');
