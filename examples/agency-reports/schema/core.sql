CREATE TABLE tenants (
    id                        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name                      varchar(255) NOT NULL,
    timezone                  varchar(100) NOT NULL DEFAULT 'America/New_York',
    status                    tenant_status NOT NULL DEFAULT 'active',
    clienttether_web_key      text,
    clienttether_access_token text,
    created_at                timestamp NOT NULL DEFAULT now(),
    updated_at                timestamp NOT NULL DEFAULT now()
);

CREATE TABLE tenant_branding (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id       uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    mellon_logo_url text,
    tenant_logo_url text,
    primary_color   varchar(7) DEFAULT '#1E40AF',
    accent_color    varchar(7) DEFAULT '#3B82F6',
    header_layout   varchar(50) DEFAULT 'default',
    updated_at      timestamp NOT NULL DEFAULT now()
);

CREATE TABLE users (
    id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email             varchar(255) NOT NULL UNIQUE,
    name              varchar(255),
    password_hash     text,
    timezone          varchar(100),
    status            user_status NOT NULL DEFAULT 'pending',
    invite_token      text,
    invite_expires_at timestamp,
    reset_token       text,
    reset_expires_at  timestamp,
    created_at        timestamp NOT NULL DEFAULT now(),
    updated_at        timestamp NOT NULL DEFAULT now()
);

-- tenant_id stays nullable: agency admins belong to no tenant.
CREATE TABLE memberships (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    tenant_id  uuid REFERENCES tenants (id) ON DELETE CASCADE,
    role       membership_role NOT NULL,
    created_at timestamp NOT NULL DEFAULT now()
);

CREATE INDEX memberships_user_id_idx ON memberships (user_id);
CREATE INDEX memberships_tenant_id_idx ON memberships (tenant_id);

CREATE TABLE sessions (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token      text NOT NULL UNIQUE,
    expires_at timestamp NOT NULL,
    created_at timestamp NOT NULL DEFAULT now()
);

CREATE INDEX sessions_user_id_idx ON sessions (user_id);
