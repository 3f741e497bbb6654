CREATE TYPE tenant_status AS ENUM ('active', 'inactive', 'suspended');
CREATE TYPE user_status AS ENUM ('active', 'inactive', 'pending');
CREATE TYPE membership_role AS ENUM ('agency_admin', 'tenant_admin', 'tenant_viewer');
CREATE TYPE report_week_status AS ENUM ('draft', 'published');
CREATE TYPE sync_status AS ENUM ('running', 'success', 'failed');
