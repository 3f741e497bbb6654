-- Names that are no identifiers of C++, or that get in each other's way there.
CREATE TABLE "2fa codes" (
    "class"      integer PRIMARY KEY,
    "2nd"        integer NOT NULL,
    "a b"        text,
    "a_b"        text,
    "a-b"        text,
    "a__b"       text,
    "größe"      text,
    "groesse"    text,
    "日本"        text,
    "ID"         text,
    "id"         text,
    "_Reserved"  text,
    "errno"      text,
    "std"        text,
    "links"      text,
    "Mood"       mood,
    "New_2FaCode" text,
    "say ""hi""\" text CHECK ("say ""hi""\" <> E'\\'),
    "%"          text,
    "operator"   boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE "2fa codes" IS E'Ends with \\\nand goes on. */ "quoted"';
COMMENT ON COLUMN "2fa codes"."2nd" IS E'A path: C:\\';
CREATE INDEX ON "2fa codes" ("a b");
CREATE UNIQUE INDEX "Über index" ON "2fa codes" (lower("a b"), (("2nd" + 1)));

CREATE TABLE schemas (id integer PRIMARY KEY, std text);
CREATE TABLE whimbrels (id integer PRIMARY KEY);
CREATE TABLE nothing_at_all ();
CREATE TABLE staff (id integer PRIMARY KEY, name text GENERATED ALWAYS AS ('x') STORED);
CREATE VIEW staff_names AS SELECT id, name FROM staff;
CREATE MATERIALIZED VIEW staff_count AS SELECT count(*) FROM staff;
