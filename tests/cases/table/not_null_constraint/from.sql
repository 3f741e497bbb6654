CREATE TABLE public.t (
    id integer NOT NULL,
    a text CONSTRAINT a_given NOT NULL,
    b text CONSTRAINT b_given NOT NULL,
    c text,
    d text NOT NULL,
    e text CONSTRAINT e_given NOT NULL NO INHERIT
);
ALTER TABLE public.t ADD CONSTRAINT c_given NOT NULL c NOT VALID;
