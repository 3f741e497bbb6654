CREATE TABLE tenant_field_mappings (
    id                     uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id              uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    lead_source_field      varchar(255),
    qualified_lead_logic   jsonb,
    pipeline_stage_mapping jsonb,
    custom_field_mappings  jsonb,
    updated_at             timestamp NOT NULL DEFAULT now()
);

-- The log outlives the tenant that it speaks of.
CREATE TABLE audit_log (
    id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    actor_user_id uuid REFERENCES users (id),
    tenant_id     uuid REFERENCES tenants (id) ON DELETE SET NULL,
    action        varchar(100) NOT NULL,
    metadata_json jsonb,
    created_at    timestamp NOT NULL DEFAULT now()
);
