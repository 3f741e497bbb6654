CREATE TABLE sync_runs (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id       uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    started_at      timestamp NOT NULL DEFAULT now(),
    finished_at     timestamp,
    status          sync_status NOT NULL DEFAULT 'running',
    error_message   text,
    records_updated integer DEFAULT 0
);

CREATE INDEX sync_runs_tenant_id_idx ON sync_runs (tenant_id);

CREATE TABLE ct_raw_snapshots (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id    uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    endpoint     varchar(255) NOT NULL,
    fetched_at   timestamp NOT NULL DEFAULT now(),
    payload_json jsonb
);

CREATE INDEX ct_raw_snapshots_tenant_id_idx ON ct_raw_snapshots (tenant_id);
CREATE INDEX ct_raw_snapshots_endpoint_idx ON ct_raw_snapshots (endpoint);
