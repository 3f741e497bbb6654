-- @renamed from=a
CREATE TABLE public.aa (
    -- @renamed from=n
    nn integer NOT NULL,
    m integer
);
CREATE TABLE public.b () INHERITS (public.aa);
CREATE TABLE public.c (nn integer NOT NULL) INHERITS (public.aa);
-- @renamed from=old_parent
CREATE TABLE public.new_parent (n integer NOT NULL) PARTITION BY LIST (n);
-- @renamed from=old_parent_1
CREATE TABLE public.new_parent_1 PARTITION OF public.new_parent FOR VALUES IN (1);
