INSERT INTO community_members (member_id, telegram_id, telegram_username, name, primary_role, country, status, reputation_score, reputation_tier)
VALUES ('#1', '100001', 'ada', 'Ada', 'founder', 'UK', 'active', 900, 'Elder'),
       ('#2', '100002', 'grace', 'Grace', 'engineer', 'US', 'active', 420, 'Expert'),
       ('#247', '100247', 'lin', 'Lin', 'designer', 'SG', 'pending', 0, 'Novice')
ON CONFLICT (member_id) DO NOTHING;

UPDATE community_members SET invited_by = '#1' WHERE member_id IN ('#2', '#247') AND invited_by IS NULL;
