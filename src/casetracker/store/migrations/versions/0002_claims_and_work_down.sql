CREATE TABLE new_proceeding (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    ref_order INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    created_by VARCHAR NOT NULL,
    amended_at VARCHAR NOT NULL,
    amended_by VARCHAR NOT NULL,
    withdrawn_at VARCHAR,
    withdrawn_by VARCHAR,
    withdrawn_reason VARCHAR,
    last_sequence INTEGER NOT NULL,
    digest VARCHAR NOT NULL,
    title VARCHAR,
    jurisdiction VARCHAR NOT NULL,
    register_number VARCHAR,
    registered_on VARCHAR,
    registered_on_earliest VARCHAR,
    registered_on_latest VARCHAR,
    court_numbers VARCHAR NOT NULL,
    article VARCHAR,
    stage VARCHAR NOT NULL,
    next_action VARCHAR,
    next_action_date VARCHAR,
    next_action_date_earliest VARCHAR,
    next_action_date_latest VARCHAR,
    note VARCHAR,
    CONSTRAINT pk_proceeding PRIMARY KEY (pk),
    CONSTRAINT ck_proceeding_jurisdiction CHECK ("jurisdiction" IN ('ua', 'icc', 'other')),
    CONSTRAINT ck_proceeding_court_numbers CHECK (json_type("court_numbers") = 'array'),
    CONSTRAINT ck_proceeding_stage CHECK ("stage" IN ('reported_to_body', 'pre_trial', 'suspended', 'special_pre_trial', 'pre_trial_completed', 'preliminary_examination', 'investigation', 'warrant', 'surrendered', 'confirmation', 'trial', 'in_court', 'judgment', 'appeal', 'cassation', 'reparations', 'final', 'closed', 'merged', 'transferred')),
    CONSTRAINT uq_proceeding_id UNIQUE (id),
    CONSTRAINT uq_proceeding_reference UNIQUE (reference),
    CONSTRAINT uq_proceeding_ref_order UNIQUE (ref_order)
);

INSERT INTO new_proceeding ("pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "title", "jurisdiction", "register_number", "registered_on", "registered_on_earliest", "registered_on_latest", "court_numbers", "article", "stage", "next_action", "next_action_date", "next_action_date_earliest", "next_action_date_latest", "note")
    SELECT "pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "title", "jurisdiction", "register_number", "registered_on", "registered_on_earliest", "registered_on_latest", "court_numbers", "article", "stage", "next_action", "next_action_date", "next_action_date_earliest", "next_action_date_latest", "note"
    FROM proceeding;

DROP TABLE proceeding;

ALTER TABLE new_proceeding RENAME TO proceeding;

CREATE INDEX ix_proceeding_last_sequence ON proceeding (last_sequence);

CREATE TABLE new_evidence (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    ref_order INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    created_by VARCHAR NOT NULL,
    amended_at VARCHAR NOT NULL,
    amended_by VARCHAR NOT NULL,
    withdrawn_at VARCHAR,
    withdrawn_by VARCHAR,
    withdrawn_reason VARCHAR,
    last_sequence INTEGER NOT NULL,
    digest VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    description VARCHAR,
    source_pk INTEGER,
    language VARCHAR,
    created VARCHAR,
    created_earliest VARCHAR,
    created_latest VARCHAR,
    published VARCHAR,
    published_earliest VARCHAR,
    published_latest VARCHAR,
    acquired VARCHAR,
    acquired_earliest VARCHAR,
    acquired_latest VARCHAR,
    collected_by VARCHAR,
    collected_capacity VARCHAR,
    collected_tool VARCHAR,
    clock_checked VARCHAR,
    able_to_testify BOOLEAN NOT NULL,
    verification VARCHAR NOT NULL,
    verification_note VARCHAR,
    confidentiality VARCHAR NOT NULL,
    sharing VARCHAR NOT NULL,
    sharing_recipients VARCHAR,
    consent VARCHAR,
    graphic BOOLEAN NOT NULL,
    identifiable_persons BOOLEAN NOT NULL,
    showable BOOLEAN NOT NULL,
    note VARCHAR,
    CONSTRAINT pk_evidence PRIMARY KEY (pk),
    CONSTRAINT ck_evidence_kind CHECK ("kind" IN ('photograph', 'video', 'audio', 'testimony', 'document', 'medical_report', 'satellite_image', 'social_media_post', 'web_page', 'intercept', 'physical_object', 'map', 'other')),
    CONSTRAINT ck_evidence_verification CHECK ("verification" IN ('unverified', 'in_progress', 'verified', 'partly_verified', 'not_verifiable', 'refuted')),
    CONSTRAINT ck_evidence_confidentiality CHECK ("confidentiality" IN ('public', 'restricted', 'confidential', 'strictly_confidential')),
    CONSTRAINT ck_evidence_sharing CHECK ("sharing" IN ('free', 'named_recipients', 'lead_only', 'not_onward')),
    CONSTRAINT uq_evidence_id UNIQUE (id),
    CONSTRAINT uq_evidence_reference UNIQUE (reference),
    CONSTRAINT uq_evidence_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_evidence_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk)
);

INSERT INTO new_evidence ("pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "kind", "title", "description", "source_pk", "language", "created", "created_earliest", "created_latest", "published", "published_earliest", "published_latest", "acquired", "acquired_earliest", "acquired_latest", "collected_by", "collected_capacity", "collected_tool", "clock_checked", "able_to_testify", "verification", "verification_note", "confidentiality", "sharing", "sharing_recipients", "consent", "graphic", "identifiable_persons", "showable", "note")
    SELECT "pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "kind", "title", "description", "source_pk", "language", "created", "created_earliest", "created_latest", "published", "published_earliest", "published_latest", "acquired", "acquired_earliest", "acquired_latest", "collected_by", "collected_capacity", "collected_tool", "clock_checked", "able_to_testify", "verification", "verification_note", "confidentiality", "sharing", "sharing_recipients", "consent", "graphic", "identifiable_persons", "showable", "note"
    FROM evidence;

DROP TABLE evidence;

ALTER TABLE new_evidence RENAME TO evidence;

CREATE INDEX ix_evidence_last_sequence ON evidence (last_sequence);

CREATE INDEX ix_evidence_source_pk ON evidence (source_pk);

CREATE TABLE new_casualty_figure (
    source_pk INTEGER,
    basis VARCHAR NOT NULL,
    basis_note VARCHAR,
    locator VARCHAR,
    credibility INTEGER,
    stance VARCHAR NOT NULL,
    note VARCHAR,
    adopted BOOLEAN NOT NULL,
    adopted_by VARCHAR,
    adopted_reason VARCHAR,
    reviewed_by VARCHAR,
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    outcome VARCHAR NOT NULL,
    "group" VARCHAR NOT NULL,
    qualifier VARCHAR NOT NULL,
    low INTEGER,
    high INTEGER,
    CONSTRAINT pk_casualty_figure PRIMARY KEY (pk),
    CONSTRAINT ck_casualty_figure_outcome CHECK ("outcome" IN ('killed', 'wounded', 'captured', 'detained', 'tortured', 'missing', 'displaced')),
    CONSTRAINT ck_casualty_figure_qualifier CHECK ("qualifier" IN ('exact', 'at_least', 'about', 'range', 'not_stated')),
    CONSTRAINT ck_casualty_figure_low CHECK ("low" >= 0 AND "low" <= 100000000),
    CONSTRAINT ck_casualty_figure_high CHECK ("high" >= 0 AND "high" <= 100000000),
    CONSTRAINT ck_casualty_figure_basis CHECK ("basis" IN ('stated', 'observed', 'inferred')),
    CONSTRAINT ck_casualty_figure_stance CHECK ("stance" IN ('supports', 'contradicts')),
    CONSTRAINT ck_casualty_figure_credibility CHECK ("credibility" >= 1 AND "credibility" <= 6),
    CONSTRAINT fk_casualty_figure_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk),
    CONSTRAINT uq_casualty_figure_id UNIQUE (id),
    CONSTRAINT fk_casualty_figure_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_casualty_figure ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "outcome", "group", "qualifier", "low", "high")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "outcome", "group", "qualifier", "low", "high"
    FROM casualty_figure;

DROP TABLE casualty_figure;

ALTER TABLE new_casualty_figure RENAME TO casualty_figure;

CREATE INDEX ix_casualty_figure_parent_pk ON casualty_figure (parent_pk);

CREATE INDEX ix_casualty_figure_source_pk ON casualty_figure (source_pk);

CREATE TABLE new_claim (
    source_pk INTEGER,
    basis VARCHAR NOT NULL,
    basis_note VARCHAR,
    locator VARCHAR,
    credibility INTEGER,
    stance VARCHAR NOT NULL,
    note VARCHAR,
    adopted BOOLEAN NOT NULL,
    adopted_by VARCHAR,
    adopted_reason VARCHAR,
    reviewed_by VARCHAR,
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    CONSTRAINT pk_claim PRIMARY KEY (pk),
    CONSTRAINT ck_claim_kind CHECK ("kind" IN ('act', 'capture', 'interrogation', 'victim_status', 'unit', 'means', 'discovery', 'proceeding', 'context', 'other')),
    CONSTRAINT ck_claim_basis CHECK ("basis" IN ('stated', 'observed', 'inferred')),
    CONSTRAINT ck_claim_stance CHECK ("stance" IN ('supports', 'contradicts')),
    CONSTRAINT ck_claim_credibility CHECK ("credibility" >= 1 AND "credibility" <= 6),
    CONSTRAINT fk_claim_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk),
    CONSTRAINT uq_claim_id UNIQUE (id),
    CONSTRAINT fk_claim_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_claim ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "value")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "value"
    FROM claim;

DROP TABLE claim;

ALTER TABLE new_claim RENAME TO claim;

CREATE INDEX ix_claim_parent_pk ON claim (parent_pk);

CREATE INDEX ix_claim_source_pk ON claim (source_pk);

CREATE TABLE new_harmed_object (
    source_pk INTEGER,
    basis VARCHAR NOT NULL,
    basis_note VARCHAR,
    locator VARCHAR,
    credibility INTEGER,
    stance VARCHAR NOT NULL,
    note VARCHAR,
    adopted BOOLEAN NOT NULL,
    adopted_by VARCHAR,
    adopted_reason VARCHAR,
    reviewed_by VARCHAR,
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    description VARCHAR,
    protected_status VARCHAR,
    damage VARCHAR NOT NULL,
    CONSTRAINT pk_harmed_object PRIMARY KEY (pk),
    CONSTRAINT ck_harmed_object_damage CHECK ("damage" IN ('destroyed', 'damaged', 'looted', 'not_stated')),
    CONSTRAINT ck_harmed_object_basis CHECK ("basis" IN ('stated', 'observed', 'inferred')),
    CONSTRAINT ck_harmed_object_stance CHECK ("stance" IN ('supports', 'contradicts')),
    CONSTRAINT ck_harmed_object_credibility CHECK ("credibility" >= 1 AND "credibility" <= 6),
    CONSTRAINT fk_harmed_object_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk),
    CONSTRAINT uq_harmed_object_id UNIQUE (id),
    CONSTRAINT fk_harmed_object_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_harmed_object ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "description", "protected_status", "damage")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "description", "protected_status", "damage"
    FROM harmed_object;

DROP TABLE harmed_object;

ALTER TABLE new_harmed_object RENAME TO harmed_object;

CREATE INDEX ix_harmed_object_parent_pk ON harmed_object (parent_pk);

CREATE INDEX ix_harmed_object_source_pk ON harmed_object (source_pk);

CREATE TABLE new_incident_date (
    source_pk INTEGER,
    basis VARCHAR NOT NULL,
    basis_note VARCHAR,
    locator VARCHAR,
    credibility INTEGER,
    stance VARCHAR NOT NULL,
    note VARCHAR,
    adopted BOOLEAN NOT NULL,
    adopted_by VARCHAR,
    adopted_reason VARCHAR,
    reviewed_by VARCHAR,
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    date VARCHAR NOT NULL,
    date_earliest VARCHAR,
    date_latest VARCHAR,
    as_given VARCHAR,
    zone VARCHAR NOT NULL,
    CONSTRAINT pk_incident_date PRIMARY KEY (pk),
    CONSTRAINT ck_incident_date_kind CHECK ("kind" IN ('capture', 'act', 'discovery', 'official_report', 'first_publication')),
    CONSTRAINT ck_incident_date_zone CHECK ("zone" IN ('kyiv', 'moscow', 'utc', 'unknown')),
    CONSTRAINT ck_incident_date_basis CHECK ("basis" IN ('stated', 'observed', 'inferred')),
    CONSTRAINT ck_incident_date_stance CHECK ("stance" IN ('supports', 'contradicts')),
    CONSTRAINT ck_incident_date_credibility CHECK ("credibility" >= 1 AND "credibility" <= 6),
    CONSTRAINT fk_incident_date_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk),
    CONSTRAINT uq_incident_date_id UNIQUE (id),
    CONSTRAINT fk_incident_date_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_incident_date ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "date", "date_earliest", "date_latest", "as_given", "zone")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "date", "date_earliest", "date_latest", "as_given", "zone"
    FROM incident_date;

DROP TABLE incident_date;

ALTER TABLE new_incident_date RENAME TO incident_date;

CREATE INDEX ix_incident_date_parent_pk ON incident_date (parent_pk);

CREATE INDEX ix_incident_date_source_pk ON incident_date (source_pk);

CREATE TABLE new_participation (
    source_pk INTEGER,
    basis VARCHAR NOT NULL,
    basis_note VARCHAR,
    locator VARCHAR,
    credibility INTEGER,
    stance VARCHAR NOT NULL,
    note VARCHAR,
    adopted BOOLEAN NOT NULL,
    adopted_by VARCHAR,
    adopted_reason VARCHAR,
    reviewed_by VARCHAR,
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    reference VARCHAR NOT NULL,
    ref_order INTEGER NOT NULL,
    created_at VARCHAR NOT NULL,
    created_by VARCHAR NOT NULL,
    amended_at VARCHAR NOT NULL,
    amended_by VARCHAR NOT NULL,
    withdrawn_at VARCHAR,
    withdrawn_by VARCHAR,
    withdrawn_reason VARCHAR,
    last_sequence INTEGER NOT NULL,
    digest VARCHAR NOT NULL,
    incident_pk INTEGER NOT NULL,
    party_pk INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    status_at_time VARCHAR NOT NULL,
    involvement VARCHAR,
    CONSTRAINT pk_participation PRIMARY KEY (pk),
    CONSTRAINT ck_participation_role CHECK ("role" IN ('victim', 'witness', 'alleged_perpetrator', 'alleged_superior', 'alleged_unit', 'reporter', 'relative', 'other')),
    CONSTRAINT ck_participation_status_at_time CHECK ("status_at_time" IN ('prisoner_of_war', 'hors_de_combat', 'combatant', 'civilian', 'medical', 'religious', 'not_known')),
    CONSTRAINT ck_participation_basis CHECK ("basis" IN ('stated', 'observed', 'inferred')),
    CONSTRAINT ck_participation_stance CHECK ("stance" IN ('supports', 'contradicts')),
    CONSTRAINT ck_participation_credibility CHECK ("credibility" >= 1 AND "credibility" <= 6),
    CONSTRAINT fk_participation_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk),
    CONSTRAINT uq_participation_id UNIQUE (id),
    CONSTRAINT uq_participation_reference UNIQUE (reference),
    CONSTRAINT uq_participation_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_participation_incident_pk FOREIGN KEY(incident_pk) REFERENCES incident (pk),
    CONSTRAINT fk_participation_party_pk FOREIGN KEY(party_pk) REFERENCES party (pk)
);

INSERT INTO new_participation ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "incident_pk", "party_pk", "role", "status_at_time", "involvement")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "incident_pk", "party_pk", "role", "status_at_time", "involvement"
    FROM participation;

DROP TABLE participation;

ALTER TABLE new_participation RENAME TO participation;

CREATE INDEX ix_participation_incident_pk ON participation (incident_pk);

CREATE INDEX ix_participation_last_sequence ON participation (last_sequence);

CREATE INDEX ix_participation_party_pk ON participation (party_pk);

CREATE INDEX ix_participation_source_pk ON participation (source_pk);

CREATE TABLE new_place (
    source_pk INTEGER,
    basis VARCHAR NOT NULL,
    basis_note VARCHAR,
    locator VARCHAR,
    credibility INTEGER,
    stance VARCHAR NOT NULL,
    note VARCHAR,
    adopted BOOLEAN NOT NULL,
    adopted_by VARCHAR,
    adopted_reason VARCHAR,
    reviewed_by VARCHAR,
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    names VARCHAR NOT NULL,
    settlement VARCHAR,
    admin VARCHAR,
    lat FLOAT,
    lon FLOAT,
    precision VARCHAR NOT NULL,
    CONSTRAINT pk_place PRIMARY KEY (pk),
    CONSTRAINT ck_place_names CHECK (json_type("names") = 'array'),
    CONSTRAINT ck_place_lat CHECK ("lat" >= -90 AND "lat" <= 90),
    CONSTRAINT ck_place_lon CHECK ("lon" >= -180 AND "lon" <= 180),
    CONSTRAINT ck_place_precision CHECK ("precision" IN ('10m', '100m', '1km', 'settlement', 'district', 'region')),
    CONSTRAINT ck_place_basis CHECK ("basis" IN ('stated', 'observed', 'inferred')),
    CONSTRAINT ck_place_stance CHECK ("stance" IN ('supports', 'contradicts')),
    CONSTRAINT ck_place_credibility CHECK ("credibility" >= 1 AND "credibility" <= 6),
    CONSTRAINT fk_place_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk),
    CONSTRAINT uq_place_id UNIQUE (id),
    CONSTRAINT fk_place_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_place ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "name", "names", "settlement", "admin", "lat", "lon", "precision")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "name", "names", "settlement", "admin", "lat", "lon", "precision"
    FROM place;

DROP TABLE place;

ALTER TABLE new_place RENAME TO place;

CREATE INDEX ix_place_parent_pk ON place (parent_pk);

CREATE INDEX ix_place_source_pk ON place (source_pk);

DROP TABLE handover_item;

DROP TABLE handover_incident;

DROP TABLE element_evidence;

DROP TABLE element_assessment;

DROP TABLE consent;

DROP TABLE conflict_claim;

DROP TABLE account;

DROP TABLE relation;

DROP TABLE proceeding_step;

DROP TABLE inquiry;

DROP TABLE handover;

DROP TABLE dismissal;

DROP TABLE allegation;
