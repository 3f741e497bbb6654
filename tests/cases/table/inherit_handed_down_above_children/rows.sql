INSERT INTO public.b VALUES (1, 'b');
INSERT INTO public.c VALUES (2, 'c', 3);
INSERT INTO public.d VALUES (4, 'd', 5);
