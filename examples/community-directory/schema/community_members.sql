-- A member is known by a short public number such as #247, which other tables refer to.
CREATE TABLE community_members (
    id                       uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    member_id                varchar(20) NOT NULL UNIQUE,
    telegram_id              varchar(255) NOT NULL UNIQUE,
    telegram_username        varchar(255),
    name                     varchar(255) NOT NULL,
    primary_role             varchar(50) NOT NULL,
    organization             varchar(255),
    country                  varchar(100),
    github_username          varchar(255),
    github_verified          boolean NOT NULL DEFAULT false,
    github_verified_at       timestamp,
    github_profile_data      jsonb,
    status                   varchar(20) NOT NULL DEFAULT 'not_member'
                             CHECK (status IN ('not_member', 'pending', 'active', 'suspended', 'banned')),
    reputation_score         integer NOT NULL DEFAULT 0,
    reputation_tier          varchar(50) DEFAULT 'Novice',
    invited_by               varchar(20) REFERENCES community_members (member_id),
    registration_fee_paid    boolean DEFAULT false,
    registration_fee_tx_hash varchar(255),
    profile_data             jsonb,
    created_at               timestamp NOT NULL DEFAULT now(),
    updated_at               timestamp NOT NULL DEFAULT now(),
    last_active_at           timestamp,
    deleted_at               timestamp
);

CREATE INDEX member_telegram_id_idx ON community_members (telegram_id);
CREATE INDEX member_github_username_idx ON community_members (github_username);
CREATE INDEX member_status_idx ON community_members (status);
CREATE INDEX member_reputation_score_idx ON community_members (reputation_score);

COMMENT ON COLUMN community_members.deleted_at IS 'Soft delete: set instead of deleting the row.';
