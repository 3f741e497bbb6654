CREATE TABLE community_invitations (
    invitation_id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    invitation_code           varchar(16) NOT NULL UNIQUE,
    created_by                varchar(20) NOT NULL REFERENCES community_members (member_id),
    invited_telegram_username varchar(255),
    status                    varchar(20) NOT NULL DEFAULT 'pending'
                              CHECK (status IN ('pending', 'accepted', 'expired', 'cancelled')),
    expires_at                timestamp NOT NULL,
    accepted_by               varchar(20) REFERENCES community_members (member_id),
    accepted_at               timestamp,
    created_at                timestamp NOT NULL DEFAULT now(),
    updated_at                timestamp NOT NULL DEFAULT now()
);

CREATE INDEX invitation_code_idx ON community_invitations (invitation_code);
CREATE INDEX invitation_status_idx ON community_invitations (status);
CREATE INDEX invitation_created_by_idx ON community_invitations (created_by);
