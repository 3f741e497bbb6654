CREATE TABLE member_participation (
    id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id      varchar(20) NOT NULL REFERENCES community_members (member_id),
    event_type     varchar(50) NOT NULL,
    platform       varchar(50) NOT NULL,
    room_id        varchar(255) NOT NULL,
    event_metadata jsonb,
    occurred_at    timestamp NOT NULL DEFAULT now()
);

CREATE INDEX participation_member_id_idx ON member_participation (member_id);
CREATE INDEX participation_event_type_idx ON member_participation (event_type);
CREATE INDEX participation_occurred_at_idx ON member_participation (occurred_at);
