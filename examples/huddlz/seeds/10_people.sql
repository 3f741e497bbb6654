INSERT INTO users (id, email, display_name, role)
VALUES ('00000000-0000-4000-8000-000000000001', 'ada@example.org', 'Ada', 'admin'),
       ('00000000-0000-4000-8000-000000000002', 'grace@example.org', 'Grace', 'regular')
ON CONFLICT DO NOTHING;

INSERT INTO groups (id, name, description, location, owner_id, slug)
VALUES ('00000000-0000-4000-8000-0000000000a1', 'Chess', 'Openings, endings, tea', 'Library', '00000000-0000-4000-8000-000000000001', 'chess')
ON CONFLICT DO NOTHING;

INSERT INTO group_members (group_id, user_id, role)
VALUES ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-000000000001', 'owner'),
       ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-000000000002', 'member')
ON CONFLICT DO NOTHING;

INSERT INTO huddlz (id, title, starts_at, ends_at, creator_id, group_id)
VALUES ('00000000-0000-4000-8000-0000000000b1', 'Opening night', '2026-12-01 18:00+00', '2026-12-01 21:00+00',
        '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000a1')
ON CONFLICT DO NOTHING;
