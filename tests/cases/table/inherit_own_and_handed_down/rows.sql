INSERT INTO public.c VALUES (1, 'c', 2, 3);
INSERT INTO public.d VALUES (4, 'd', 5);
INSERT INTO public.e VALUES (6, 'e', 7);
INSERT INTO public.serials (m) VALUES (1), (2);
