CREATE ROLE stays;
CREATE TABLE public.t (a integer);
ALTER TABLE public.t OWNER TO stays;
ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON public.t TO stays USING (a > 0);
