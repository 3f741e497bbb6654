INSERT INTO community_invitations (invitation_code, created_by, invited_telegram_username, status, expires_at, accepted_by, accepted_at)
VALUES ('WELCOME-GRACE', '#1', 'grace', 'accepted', now() + interval '7 days', '#2', now()),
       ('WELCOME-LIN', '#1', 'lin', 'pending', now() + interval '7 days', NULL, NULL)
ON CONFLICT (invitation_code) DO NOTHING;

INSERT INTO member_relationships (id, entity_id_a, entity_id_b, relationship_type, content)
VALUES ('00000000-0000-4000-8000-000000000001', '#1', '#2', 'mentor', '{"since": "2026-01-10"}')
ON CONFLICT (id) DO NOTHING;

INSERT INTO member_participation (id, member_id, event_type, platform, room_id, event_metadata)
VALUES ('00000000-0000-4000-8000-000000000002', '#2', 'message', 'telegram', 'general', '{"length": 42}'),
       ('00000000-0000-4000-8000-000000000003', '#247', 'join', 'telegram', 'general', NULL)
ON CONFLICT (id) DO NOTHING;

INSERT INTO member_daily_highlights (id, member_id, highlight_date, message_count, reaction_count)
VALUES ('00000000-0000-4000-8000-000000000004', '#2', '2026-01-11', 12, 3)
ON CONFLICT (id) DO NOTHING;
