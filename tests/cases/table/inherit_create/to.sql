CREATE TABLE public.named (name text DEFAULT 'nobody' NOT NULL, note text, CONSTRAINT named_check CHECK (name <> ''), CONSTRAINT own CHECK (note <> 'x') NO INHERIT);
CREATE TABLE public.aged (age integer, name text DEFAULT 'nobody' NOT NULL);
CREATE TABLE public.person (name text DEFAULT 'person', born date, CONSTRAINT named_check CHECK (name <> '')) INHERITS (public.named, public.aged);
CREATE TABLE public.worker (wage numeric, CONSTRAINT wage_check CHECK (wage > 0)) INHERITS (public.person);
ALTER TABLE public.worker ALTER COLUMN note SET DEFAULT 'works';
ALTER TABLE public.worker ALTER COLUMN name DROP DEFAULT;
ALTER TABLE public.worker ALTER COLUMN age SET NOT NULL;
CREATE TABLE public.bare () INHERITS (public.named);
