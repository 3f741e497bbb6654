-- Either side may be something other than a member, so there are no foreign keys here.
CREATE TABLE member_relationships (
    id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    entity_id_a       varchar(255) NOT NULL,
    entity_id_b       varchar(255) NOT NULL,
    relationship_type varchar(50) NOT NULL,
    content           jsonb NOT NULL,
    created_at        timestamp NOT NULL DEFAULT now()
);

CREATE INDEX relationship_entity_a_idx ON member_relationships (entity_id_a);
CREATE INDEX relationship_entity_b_idx ON member_relationships (entity_id_b);
CREATE INDEX relationship_type_idx ON member_relationships (relationship_type);
