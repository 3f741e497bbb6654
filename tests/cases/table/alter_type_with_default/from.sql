CREATE TABLE t (a varchar(20) DEFAULT 'x' NOT NULL CHECK (a <> ''), b int DEFAULT 1, c text DEFAULT '5');
