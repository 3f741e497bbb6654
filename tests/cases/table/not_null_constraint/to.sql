CREATE TABLE public.t (
    id integer CONSTRAINT id_given NOT NULL,
    a text NOT NULL,
    b text,
    c text CONSTRAINT c_given NOT NULL,
    d text,
    e text CONSTRAINT e_given NOT NULL,
    -- @fill 'f'
    f text CONSTRAINT f_given NOT NULL NO INHERIT
);
ALTER TABLE public.t ADD NOT NULL d NOT VALID;
