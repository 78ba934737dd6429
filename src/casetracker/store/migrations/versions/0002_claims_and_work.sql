CREATE TABLE allegation (
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
    provision VARCHAR NOT NULL,
    version VARCHAR,
    liability VARCHAR NOT NULL,
    party_pk INTEGER,
    note VARCHAR,
    CONSTRAINT pk_allegation PRIMARY KEY (pk),
    CONSTRAINT ck_allegation_liability CHECK ("liability" IN ('not_determined', 'direct', 'co_perpetration', 'indirect', 'ordering', 'soliciting', 'aiding', 'common_purpose', 'attempt', 'command')),
    CONSTRAINT uq_allegation_id UNIQUE (id),
    CONSTRAINT uq_allegation_reference UNIQUE (reference),
    CONSTRAINT uq_allegation_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_allegation_incident_pk FOREIGN KEY(incident_pk) REFERENCES incident (pk),
    CONSTRAINT fk_allegation_party_pk FOREIGN KEY(party_pk) REFERENCES party (pk)
);

CREATE INDEX ix_allegation_incident_pk ON allegation (incident_pk);

CREATE INDEX ix_allegation_last_sequence ON allegation (last_sequence);

CREATE INDEX ix_allegation_party_pk ON allegation (party_pk);

CREATE TABLE dismissal (
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
    finding VARCHAR NOT NULL,
    incident_pk INTEGER,
    subject VARCHAR NOT NULL,
    fingerprint VARCHAR,
    reason VARCHAR NOT NULL,
    CONSTRAINT pk_dismissal PRIMARY KEY (pk),
    CONSTRAINT uq_dismissal_id UNIQUE (id),
    CONSTRAINT uq_dismissal_reference UNIQUE (reference),
    CONSTRAINT uq_dismissal_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_dismissal_incident_pk FOREIGN KEY(incident_pk) REFERENCES incident (pk)
);

CREATE INDEX ix_dismissal_incident_pk ON dismissal (incident_pk);

CREATE INDEX ix_dismissal_last_sequence ON dismissal (last_sequence);

CREATE TABLE handover (
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
    body_pk INTEGER NOT NULL,
    what VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    sha256 VARCHAR,
    given_on VARCHAR NOT NULL,
    given_on_earliest VARCHAR,
    given_on_latest VARCHAR,
    given_by VARCHAR,
    receipt VARCHAR,
    acknowledged_on VARCHAR,
    acknowledged_on_earliest VARCHAR,
    acknowledged_on_latest VARCHAR,
    note VARCHAR,
    CONSTRAINT pk_handover PRIMARY KEY (pk),
    CONSTRAINT ck_handover_what CHECK ("what" IN ('dossier', 'package', 'evidence', 'other')),
    CONSTRAINT uq_handover_id UNIQUE (id),
    CONSTRAINT uq_handover_reference UNIQUE (reference),
    CONSTRAINT uq_handover_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_handover_body_pk FOREIGN KEY(body_pk) REFERENCES body (pk)
);

CREATE INDEX ix_handover_body_pk ON handover (body_pk);

CREATE INDEX ix_handover_last_sequence ON handover (last_sequence);

CREATE TABLE inquiry (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    aim VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    hypothesis VARCHAR,
    alternatives VARCHAR,
    next_step VARCHAR,
    owner VARCHAR,
    due VARCHAR,
    due_earliest VARCHAR,
    due_latest VARCHAR,
    state VARCHAR NOT NULL,
    outcome VARCHAR,
    CONSTRAINT pk_inquiry PRIMARY KEY (pk),
    CONSTRAINT ck_inquiry_aim CHECK ("aim" IN ('open', 'incriminating', 'exonerating')),
    CONSTRAINT ck_inquiry_state CHECK ("state" IN ('open', 'done', 'dropped')),
    CONSTRAINT uq_inquiry_id UNIQUE (id),
    CONSTRAINT fk_inquiry_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

CREATE INDEX ix_inquiry_parent_pk ON inquiry (parent_pk);

CREATE TABLE proceeding_step (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    date VARCHAR,
    date_earliest VARCHAR,
    date_latest VARCHAR,
    "by" VARCHAR,
    to_whom VARCHAR,
    deadline VARCHAR,
    deadline_earliest VARCHAR,
    deadline_latest VARCHAR,
    answered_on VARCHAR,
    answered_on_earliest VARCHAR,
    answered_on_latest VARCHAR,
    source_pk INTEGER,
    note VARCHAR,
    CONSTRAINT pk_proceeding_step PRIMARY KEY (pk),
    CONSTRAINT ck_proceeding_step_kind CHECK ("kind" IN ('request', 'reply', 'refusal', 'complaint', 'victim_status', 'other')),
    CONSTRAINT uq_proceeding_step_id UNIQUE (id),
    CONSTRAINT fk_proceeding_step_parent_pk FOREIGN KEY(parent_pk) REFERENCES proceeding (pk),
    CONSTRAINT fk_proceeding_step_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk)
);

CREATE INDEX ix_proceeding_step_parent_pk ON proceeding_step (parent_pk);

CREATE INDEX ix_proceeding_step_source_pk ON proceeding_step (source_pk);

CREATE TABLE relation (
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
    kind VARCHAR NOT NULL,
    other_pk INTEGER NOT NULL,
    source_pk INTEGER,
    reason VARCHAR,
    decided_by VARCHAR,
    CONSTRAINT pk_relation PRIMARY KEY (pk),
    CONSTRAINT ck_relation_kind CHECK ("kind" IN ('part_of', 'precedes', 'follows', 'same_unit', 'same_method', 'same', 'not_the_same')),
    CONSTRAINT uq_relation_id UNIQUE (id),
    CONSTRAINT uq_relation_reference UNIQUE (reference),
    CONSTRAINT uq_relation_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_relation_incident_pk FOREIGN KEY(incident_pk) REFERENCES incident (pk),
    CONSTRAINT fk_relation_other_pk FOREIGN KEY(other_pk) REFERENCES incident (pk),
    CONSTRAINT fk_relation_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk)
);

CREATE INDEX ix_relation_incident_pk ON relation (incident_pk);

CREATE INDEX ix_relation_last_sequence ON relation (last_sequence);

CREATE INDEX ix_relation_other_pk ON relation (other_pk);

CREATE INDEX ix_relation_source_pk ON relation (source_pk);

CREATE TABLE account (
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
    date VARCHAR NOT NULL,
    date_earliest VARCHAR,
    date_latest VARCHAR,
    taken_by VARCHAR,
    interpreter_pk INTEGER,
    support_person_pk INTEGER,
    language VARCHAR,
    recording_pk INTEGER,
    summary VARCHAR,
    read_back BOOLEAN NOT NULL,
    first_account_only BOOLEAN NOT NULL,
    earlier_accounts VARCHAR,
    do_not_contact BOOLEAN NOT NULL,
    referrals VARCHAR,
    confidentiality VARCHAR NOT NULL,
    note VARCHAR,
    CONSTRAINT pk_account PRIMARY KEY (pk),
    CONSTRAINT ck_account_confidentiality CHECK ("confidentiality" IN ('public', 'restricted', 'confidential', 'strictly_confidential')),
    CONSTRAINT uq_account_id UNIQUE (id),
    CONSTRAINT uq_account_reference UNIQUE (reference),
    CONSTRAINT uq_account_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_account_incident_pk FOREIGN KEY(incident_pk) REFERENCES incident (pk),
    CONSTRAINT fk_account_party_pk FOREIGN KEY(party_pk) REFERENCES party (pk),
    CONSTRAINT fk_account_interpreter_pk FOREIGN KEY(interpreter_pk) REFERENCES party (pk),
    CONSTRAINT fk_account_support_person_pk FOREIGN KEY(support_person_pk) REFERENCES party (pk),
    CONSTRAINT fk_account_recording_pk FOREIGN KEY(recording_pk) REFERENCES evidence (pk)
);

CREATE INDEX ix_account_incident_pk ON account (incident_pk);

CREATE INDEX ix_account_interpreter_pk ON account (interpreter_pk);

CREATE INDEX ix_account_last_sequence ON account (last_sequence);

CREATE INDEX ix_account_party_pk ON account (party_pk);

CREATE INDEX ix_account_recording_pk ON account (recording_pk);

CREATE INDEX ix_account_support_person_pk ON account (support_person_pk);

CREATE TABLE conflict_claim (
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
    evidence_pk INTEGER,
    adopted_on VARCHAR,
    adopted_on_earliest VARCHAR,
    adopted_on_latest VARCHAR,
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    classification VARCHAR NOT NULL,
    parties VARCHAR,
    CONSTRAINT pk_conflict_claim PRIMARY KEY (pk),
    CONSTRAINT ck_conflict_claim_classification CHECK ("classification" IN ('international', 'occupation', 'non_international', 'none', 'undetermined')),
    CONSTRAINT ck_conflict_claim_basis CHECK ("basis" IN ('stated', 'observed', 'inferred')),
    CONSTRAINT ck_conflict_claim_stance CHECK ("stance" IN ('supports', 'contradicts')),
    CONSTRAINT ck_conflict_claim_credibility CHECK ("credibility" >= 1 AND "credibility" <= 6),
    CONSTRAINT fk_conflict_claim_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk),
    CONSTRAINT fk_conflict_claim_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk),
    CONSTRAINT uq_conflict_claim_id UNIQUE (id),
    CONSTRAINT fk_conflict_claim_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

CREATE INDEX ix_conflict_claim_evidence_pk ON conflict_claim (evidence_pk);

CREATE INDEX ix_conflict_claim_parent_pk ON conflict_claim (parent_pk);

CREATE INDEX ix_conflict_claim_source_pk ON conflict_claim (source_pk);

CREATE TABLE consent (
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
    party_pk INTEGER NOT NULL,
    recipient VARCHAR NOT NULL,
    body_pk INTEGER,
    use VARCHAR NOT NULL,
    evidence_pk INTEGER,
    explained_by VARCHAR,
    language VARCHAR,
    given_on VARCHAR NOT NULL,
    given_on_earliest VARCHAR,
    given_on_latest VARCHAR,
    revoked_on VARCHAR,
    revoked_on_earliest VARCHAR,
    revoked_on_latest VARCHAR,
    revoked_reason VARCHAR,
    note VARCHAR,
    CONSTRAINT pk_consent PRIMARY KEY (pk),
    CONSTRAINT uq_consent_id UNIQUE (id),
    CONSTRAINT uq_consent_reference UNIQUE (reference),
    CONSTRAINT uq_consent_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_consent_party_pk FOREIGN KEY(party_pk) REFERENCES party (pk),
    CONSTRAINT fk_consent_body_pk FOREIGN KEY(body_pk) REFERENCES body (pk),
    CONSTRAINT fk_consent_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk)
);

CREATE INDEX ix_consent_body_pk ON consent (body_pk);

CREATE INDEX ix_consent_evidence_pk ON consent (evidence_pk);

CREATE INDEX ix_consent_last_sequence ON consent (last_sequence);

CREATE INDEX ix_consent_party_pk ON consent (party_pk);

CREATE TABLE element_assessment (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    element VARCHAR NOT NULL,
    assessment VARCHAR NOT NULL,
    note VARCHAR,
    assessed_by VARCHAR,
    CONSTRAINT pk_element_assessment PRIMARY KEY (pk),
    CONSTRAINT ck_element_assessment_assessment CHECK ("assessment" IN ('none', 'weak', 'moderate', 'strong', 'contested')),
    CONSTRAINT uq_element_assessment_id UNIQUE (id),
    CONSTRAINT fk_element_assessment_parent_pk FOREIGN KEY(parent_pk) REFERENCES allegation (pk)
);

CREATE INDEX ix_element_assessment_parent_pk ON element_assessment (parent_pk);

CREATE TABLE element_evidence (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    element VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    evidence_pk INTEGER,
    claim VARCHAR,
    locator VARCHAR,
    note VARCHAR,
    CONSTRAINT pk_element_evidence PRIMARY KEY (pk),
    CONSTRAINT ck_element_evidence_side CHECK ("side" IN ('for', 'against')),
    CONSTRAINT uq_element_evidence_id UNIQUE (id),
    CONSTRAINT fk_element_evidence_parent_pk FOREIGN KEY(parent_pk) REFERENCES allegation (pk),
    CONSTRAINT fk_element_evidence_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk)
);

CREATE INDEX ix_element_evidence_evidence_pk ON element_evidence (evidence_pk);

CREATE INDEX ix_element_evidence_parent_pk ON element_evidence (parent_pk);

CREATE TABLE handover_incident (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    incident_pk INTEGER NOT NULL,
    CONSTRAINT pk_handover_incident PRIMARY KEY (pk),
    CONSTRAINT uq_handover_incident_id UNIQUE (id),
    CONSTRAINT fk_handover_incident_parent_pk FOREIGN KEY(parent_pk) REFERENCES handover (pk),
    CONSTRAINT fk_handover_incident_incident_pk FOREIGN KEY(incident_pk) REFERENCES incident (pk)
);

CREATE INDEX ix_handover_incident_incident_pk ON handover_incident (incident_pk);

CREATE INDEX ix_handover_incident_parent_pk ON handover_incident (parent_pk);

CREATE TABLE handover_item (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    evidence_pk INTEGER NOT NULL,
    CONSTRAINT pk_handover_item PRIMARY KEY (pk),
    CONSTRAINT uq_handover_item_id UNIQUE (id),
    CONSTRAINT fk_handover_item_parent_pk FOREIGN KEY(parent_pk) REFERENCES handover (pk),
    CONSTRAINT fk_handover_item_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk)
);

CREATE INDEX ix_handover_item_evidence_pk ON handover_item (evidence_pk);

CREATE INDEX ix_handover_item_parent_pk ON handover_item (parent_pk);

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
    merged_into_pk INTEGER,
    severed_from_pk INTEGER,
    CONSTRAINT pk_proceeding PRIMARY KEY (pk),
    CONSTRAINT ck_proceeding_jurisdiction CHECK ("jurisdiction" IN ('ua', 'icc', 'other')),
    CONSTRAINT ck_proceeding_court_numbers CHECK (json_type("court_numbers") = 'array'),
    CONSTRAINT ck_proceeding_stage CHECK ("stage" IN ('reported_to_body', 'pre_trial', 'suspended', 'special_pre_trial', 'pre_trial_completed', 'preliminary_examination', 'investigation', 'warrant', 'surrendered', 'confirmation', 'trial', 'in_court', 'judgment', 'appeal', 'cassation', 'reparations', 'final', 'closed', 'merged', 'transferred')),
    CONSTRAINT uq_proceeding_id UNIQUE (id),
    CONSTRAINT uq_proceeding_reference UNIQUE (reference),
    CONSTRAINT uq_proceeding_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_proceeding_merged_into_pk FOREIGN KEY(merged_into_pk) REFERENCES proceeding (pk),
    CONSTRAINT fk_proceeding_severed_from_pk FOREIGN KEY(severed_from_pk) REFERENCES proceeding (pk)
);

INSERT INTO new_proceeding ("pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "title", "jurisdiction", "register_number", "registered_on", "registered_on_earliest", "registered_on_latest", "court_numbers", "article", "stage", "next_action", "next_action_date", "next_action_date_earliest", "next_action_date_latest", "note")
    SELECT "pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "title", "jurisdiction", "register_number", "registered_on", "registered_on_earliest", "registered_on_latest", "court_numbers", "article", "stage", "next_action", "next_action_date", "next_action_date_earliest", "next_action_date_latest", "note"
    FROM proceeding;

DROP TABLE proceeding;

ALTER TABLE new_proceeding RENAME TO proceeding;

CREATE INDEX ix_proceeding_last_sequence ON proceeding (last_sequence);

CREATE INDEX ix_proceeding_merged_into_pk ON proceeding (merged_into_pk);

CREATE INDEX ix_proceeding_severed_from_pk ON proceeding (severed_from_pk);

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
    verified_source VARCHAR NOT NULL,
    verified_content VARCHAR NOT NULL,
    verified_technical VARCHAR NOT NULL,
    verification_methods VARCHAR NOT NULL,
    verified_by VARCHAR,
    verification_reviewed_by VARCHAR,
    verified_on VARCHAR,
    verified_on_earliest VARCHAR,
    verified_on_latest VARCHAR,
    not_possible VARCHAR,
    url VARCHAR,
    captured_at VARCHAR,
    captured_at_earliest VARCHAR,
    captured_at_latest VARCHAR,
    tool_version VARCHAR,
    embedded_media VARCHAR NOT NULL,
    capture_confirmed_by VARCHAR,
    capture_confirmed_on VARCHAR,
    capture_confirmed_on_earliest VARCHAR,
    capture_confirmed_on_latest VARCHAR,
    CONSTRAINT pk_evidence PRIMARY KEY (pk),
    CONSTRAINT ck_evidence_kind CHECK ("kind" IN ('photograph', 'video', 'audio', 'testimony', 'document', 'medical_report', 'satellite_image', 'social_media_post', 'web_page', 'intercept', 'physical_object', 'map', 'other')),
    CONSTRAINT ck_evidence_verification CHECK ("verification" IN ('unverified', 'in_progress', 'verified', 'partly_verified', 'not_verifiable', 'refuted')),
    CONSTRAINT ck_evidence_confidentiality CHECK ("confidentiality" IN ('public', 'restricted', 'confidential', 'strictly_confidential')),
    CONSTRAINT ck_evidence_sharing CHECK ("sharing" IN ('free', 'named_recipients', 'lead_only', 'not_onward')),
    CONSTRAINT ck_evidence_verified_source CHECK ("verified_source" IN ('unverified', 'in_progress', 'verified', 'partly_verified', 'not_verifiable', 'refuted')),
    CONSTRAINT ck_evidence_verified_content CHECK ("verified_content" IN ('unverified', 'in_progress', 'verified', 'partly_verified', 'not_verifiable', 'refuted')),
    CONSTRAINT ck_evidence_verified_technical CHECK ("verified_technical" IN ('unverified', 'in_progress', 'verified', 'partly_verified', 'not_verifiable', 'refuted')),
    CONSTRAINT ck_evidence_verification_methods CHECK (json_type("verification_methods") = 'array'),
    CONSTRAINT ck_evidence_embedded_media CHECK ("embedded_media" IN ('not_checked', 'none', 'kept', 'not_kept')),
    CONSTRAINT uq_evidence_id UNIQUE (id),
    CONSTRAINT uq_evidence_reference UNIQUE (reference),
    CONSTRAINT uq_evidence_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_evidence_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk)
);

INSERT INTO new_evidence ("pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "kind", "title", "description", "source_pk", "language", "created", "created_earliest", "created_latest", "published", "published_earliest", "published_latest", "acquired", "acquired_earliest", "acquired_latest", "collected_by", "collected_capacity", "collected_tool", "clock_checked", "able_to_testify", "verification", "verification_note", "confidentiality", "sharing", "sharing_recipients", "consent", "graphic", "identifiable_persons", "showable", "note", "verified_source", "verified_content", "verified_technical", "verification_methods", "embedded_media")
    SELECT "pk", "id", "reference", "ref_order", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason", "last_sequence", "digest", "kind", "title", "description", "source_pk", "language", "created", "created_earliest", "created_latest", "published", "published_earliest", "published_latest", "acquired", "acquired_earliest", "acquired_latest", "collected_by", "collected_capacity", "collected_tool", "clock_checked", "able_to_testify", "verification", "verification_note", "confidentiality", "sharing", "sharing_recipients", "consent", "graphic", "identifiable_persons", "showable", "note", 'unverified', 'unverified', 'unverified', '[]', 'not_checked'
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
    evidence_pk INTEGER,
    adopted_on VARCHAR,
    adopted_on_earliest VARCHAR,
    adopted_on_latest VARCHAR,
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
    CONSTRAINT fk_casualty_figure_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk),
    CONSTRAINT uq_casualty_figure_id UNIQUE (id),
    CONSTRAINT fk_casualty_figure_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_casualty_figure ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "outcome", "group", "qualifier", "low", "high")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "outcome", "group", "qualifier", "low", "high"
    FROM casualty_figure;

DROP TABLE casualty_figure;

ALTER TABLE new_casualty_figure RENAME TO casualty_figure;

CREATE INDEX ix_casualty_figure_evidence_pk ON casualty_figure (evidence_pk);

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
    evidence_pk INTEGER,
    adopted_on VARCHAR,
    adopted_on_earliest VARCHAR,
    adopted_on_latest VARCHAR,
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
    CONSTRAINT fk_claim_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk),
    CONSTRAINT uq_claim_id UNIQUE (id),
    CONSTRAINT fk_claim_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_claim ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "value")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "value"
    FROM claim;

DROP TABLE claim;

ALTER TABLE new_claim RENAME TO claim;

CREATE INDEX ix_claim_evidence_pk ON claim (evidence_pk);

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
    evidence_pk INTEGER,
    adopted_on VARCHAR,
    adopted_on_earliest VARCHAR,
    adopted_on_latest VARCHAR,
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
    CONSTRAINT fk_harmed_object_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk),
    CONSTRAINT uq_harmed_object_id UNIQUE (id),
    CONSTRAINT fk_harmed_object_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_harmed_object ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "description", "protected_status", "damage")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "description", "protected_status", "damage"
    FROM harmed_object;

DROP TABLE harmed_object;

ALTER TABLE new_harmed_object RENAME TO harmed_object;

CREATE INDEX ix_harmed_object_evidence_pk ON harmed_object (evidence_pk);

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
    evidence_pk INTEGER,
    adopted_on VARCHAR,
    adopted_on_earliest VARCHAR,
    adopted_on_latest VARCHAR,
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
    CONSTRAINT fk_incident_date_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk),
    CONSTRAINT uq_incident_date_id UNIQUE (id),
    CONSTRAINT fk_incident_date_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_incident_date ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "date", "date_earliest", "date_latest", "as_given", "zone")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "kind", "date", "date_earliest", "date_latest", "as_given", "zone"
    FROM incident_date;

DROP TABLE incident_date;

ALTER TABLE new_incident_date RENAME TO incident_date;

CREATE INDEX ix_incident_date_evidence_pk ON incident_date (evidence_pk);

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
    evidence_pk INTEGER,
    adopted_on VARCHAR,
    adopted_on_earliest VARCHAR,
    adopted_on_latest VARCHAR,
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
    CONSTRAINT fk_participation_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk),
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

CREATE INDEX ix_participation_evidence_pk ON participation (evidence_pk);

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
    evidence_pk INTEGER,
    adopted_on VARCHAR,
    adopted_on_earliest VARCHAR,
    adopted_on_latest VARCHAR,
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
    CONSTRAINT fk_place_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk),
    CONSTRAINT uq_place_id UNIQUE (id),
    CONSTRAINT fk_place_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

INSERT INTO new_place ("source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "name", "names", "settlement", "admin", "lat", "lon", "precision")
    SELECT "source_pk", "basis", "basis_note", "locator", "credibility", "stance", "note", "adopted", "adopted_by", "adopted_reason", "reviewed_by", "pk", "id", "position", "parent_pk", "name", "names", "settlement", "admin", "lat", "lon", "precision"
    FROM place;

DROP TABLE place;

ALTER TABLE new_place RENAME TO place;

CREATE INDEX ix_place_evidence_pk ON place (evidence_pk);

CREATE INDEX ix_place_parent_pk ON place (parent_pk);

CREATE INDEX ix_place_position ON place (lat, lon, parent_pk);

CREATE INDEX ix_place_source_pk ON place (source_pk);
