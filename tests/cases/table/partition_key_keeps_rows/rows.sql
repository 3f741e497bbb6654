INSERT INTO public.p (a, b) VALUES (1, 1), (2, 2), (11, 1), (12, 2);
DELETE FROM public.p WHERE a = 12;
INSERT INTO public.plain (a, m) VALUES (1, 'bad'), (2, 'good'), (NULL, NULL);
INSERT INTO public.refers VALUES (1, 1, 1), (2, 11, 1);
