INSERT INTO public.p VALUES (1, 1, 1), (2, 2, 2), (11, 3, 3);
