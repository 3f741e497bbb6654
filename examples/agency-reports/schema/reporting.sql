CREATE TABLE report_weeks (
    id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id        uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    week_ending_date date NOT NULL,
    period_start_at  timestamp NOT NULL,
    period_end_at    timestamp NOT NULL,
    status           report_week_status NOT NULL DEFAULT 'draft',
    published_at     timestamp,
    published_by     uuid REFERENCES users (id),
    created_at       timestamp NOT NULL DEFAULT now(),
    updated_at       timestamp NOT NULL DEFAULT now()
);

CREATE INDEX report_weeks_tenant_id_idx ON report_weeks (tenant_id);
CREATE INDEX report_weeks_week_ending_date_idx ON report_weeks (week_ending_date);

-- At most one of these for each week.
CREATE TABLE report_week_manual (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    report_week_id      uuid NOT NULL REFERENCES report_weeks (id) ON DELETE CASCADE,
    narrative_rich      text,
    initiatives_rich    text,
    needs_rich          text,
    discovery_days_rich text,
    updated_at          timestamp NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX report_week_manual_report_week_id_idx ON report_week_manual (report_week_id);

CREATE TABLE lead_metrics (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id       uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    report_week_id  uuid REFERENCES report_weeks (id) ON DELETE CASCADE,
    dimension_type  varchar(100) NOT NULL,
    dimension_value varchar(255) NOT NULL,
    clicks          integer DEFAULT 0,
    impressions     integer DEFAULT 0,
    cost            numeric(12,2) DEFAULT 0,
    leads           integer DEFAULT 0,
    qualified_leads integer DEFAULT 0,
    created_at      timestamp NOT NULL DEFAULT now()
);

CREATE TABLE pipeline_stage_counts (
    id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id      uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    report_week_id uuid REFERENCES report_weeks (id) ON DELETE CASCADE,
    stage          varchar(100) NOT NULL,
    count          integer DEFAULT 0,
    dollar_value   numeric(12,2) DEFAULT 0,
    created_at     timestamp NOT NULL DEFAULT now()
);

CREATE TABLE hot_list_items (
    id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id      uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    report_week_id uuid REFERENCES report_weeks (id) ON DELETE CASCADE,
    candidate_name varchar(255) NOT NULL,
    market         varchar(255),
    units          integer DEFAULT 0,
    weighted_units numeric(10,2) DEFAULT 0,
    iff            numeric(12,2) DEFAULT 0,
    weighted_iff   numeric(12,2) DEFAULT 0,
    sales_lead     varchar(255),
    stage          varchar(100),
    likely_pct     integer DEFAULT 0,
    raw_json       jsonb,
    created_at     timestamp NOT NULL DEFAULT now()
);

CREATE TABLE report_exports (
    id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id      uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
    report_week_id uuid NOT NULL REFERENCES report_weeks (id) ON DELETE CASCADE,
    pdf_url        text,
    created_at     timestamp NOT NULL DEFAULT now()
);
