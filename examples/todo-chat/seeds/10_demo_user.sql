INSERT INTO users (id, email, password_hash)
VALUES ('00000000-0000-4000-8000-000000000401', 'demo@example.org', 'not-a-hash')
ON CONFLICT DO NOTHING;

INSERT INTO tasks (id, user_id, title, priority)
VALUES ('00000000-0000-4000-8000-000000000501', '00000000-0000-4000-8000-000000000401', 'Try whimbrel', 'high')
ON CONFLICT DO NOTHING;
