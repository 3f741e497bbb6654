INSERT INTO devices (hostname, ip, cred_ref, vendor, model, site, tags, inserted_at, updated_at)
VALUES ('edge-1', '10.0.0.1', 'vault/edge', 'Juniper', 'MX204', 'AMS', '{"role": "edge"}', now(), now()),
       ('core-1', '10.0.0.2', 'vault/core', 'Arista', '7280R', 'AMS', '{"role": "core"}', now(), now())
ON CONFLICT DO NOTHING;

INSERT INTO device_groups (name, site, inserted_at, updated_at)
VALUES ('amsterdam', 'AMS', now(), now())
ON CONFLICT DO NOTHING;

INSERT INTO device_group_memberships (device_id, device_group_id, inserted_at, updated_at)
SELECT devices.id, device_groups.id, now(), now()
FROM devices, device_groups
WHERE device_groups.name = 'amsterdam'
ON CONFLICT DO NOTHING;

INSERT INTO command_templates (name, body, variables, inserted_at, updated_at)
VALUES ('interfaces', 'show interfaces terse', '{}', now(), now())
ON CONFLICT DO NOTHING;
