CREATE TABLE shifts ();
