CREATE TABLE member_daily_highlights (
    id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id         varchar(20) NOT NULL REFERENCES community_members (member_id),
    highlight_date    date NOT NULL,
    message_count     integer DEFAULT 0,
    reaction_count    integer DEFAULT 0,
    voice_minutes     integer DEFAULT 0,
    reputation_earned integer DEFAULT 0,
    created_at        timestamp NOT NULL DEFAULT now()
);

CREATE INDEX highlight_member_date_idx ON member_daily_highlights (member_id, highlight_date);
