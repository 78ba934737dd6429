CREATE TABLE body (
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
    name VARCHAR NOT NULL,
    names VARCHAR NOT NULL,
    country VARCHAR,
    jurisdiction VARCHAR,
    contact VARCHAR,
    url VARCHAR,
    note VARCHAR,
    CONSTRAINT pk_body PRIMARY KEY (pk),
    CONSTRAINT ck_body_kind CHECK ("kind" IN ('prosecutor', 'police', 'security_service', 'court', 'international', 'commission', 'other')),
    CONSTRAINT ck_body_names CHECK (json_type("names") = 'array'),
    CONSTRAINT uq_body_id UNIQUE (id),
    CONSTRAINT uq_body_reference UNIQUE (reference),
    CONSTRAINT uq_body_ref_order UNIQUE (ref_order)
);

CREATE INDEX ix_body_last_sequence ON body (last_sequence);

CREATE TABLE incident (
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
    title VARCHAR NOT NULL,
    narrative VARCHAR,
    assessment VARCHAR NOT NULL,
    handling VARCHAR NOT NULL,
    confidentiality VARCHAR NOT NULL,
    violation_types VARCHAR NOT NULL,
    lead_investigator VARCHAR,
    means_and_methods VARCHAR,
    tags VARCHAR NOT NULL,
    not_known VARCHAR NOT NULL,
    working_kind VARCHAR,
    working_derived BOOLEAN NOT NULL,
    working_date VARCHAR,
    working_date_earliest VARCHAR,
    working_date_latest VARCHAR,
    working_sort VARCHAR NOT NULL,
    CONSTRAINT pk_incident PRIMARY KEY (pk),
    CONSTRAINT ck_incident_assessment CHECK ("assessment" IN ('recorded', 'under_verification', 'partly_corroborated', 'corroborated', 'contested', 'insufficient', 'contradicted')),
    CONSTRAINT ck_incident_handling CHECK ("handling" IN ('open', 'on_hold', 'ready_to_hand_over', 'closed', 'merged', 'entered_in_error')),
    CONSTRAINT ck_incident_confidentiality CHECK ("confidentiality" IN ('public', 'restricted', 'confidential', 'strictly_confidential')),
    CONSTRAINT ck_incident_violation_types CHECK (json_type("violation_types") = 'array'),
    CONSTRAINT ck_incident_tags CHECK (json_type("tags") = 'array'),
    CONSTRAINT ck_incident_not_known CHECK (json_type("not_known") = 'array'),
    CONSTRAINT uq_incident_id UNIQUE (id),
    CONSTRAINT uq_incident_reference UNIQUE (reference),
    CONSTRAINT uq_incident_ref_order UNIQUE (ref_order)
);

CREATE INDEX ix_incident_last_sequence ON incident (last_sequence);

CREATE INDEX ix_incident_list ON incident (withdrawn_at, working_sort, ref_order);

CREATE TABLE journal (
    sequence INTEGER NOT NULL,
    entry BLOB NOT NULL,
    payload BLOB NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_journal PRIMARY KEY (sequence)
);

CREATE TABLE journal_head (
    one INTEGER NOT NULL,
    count INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    CONSTRAINT pk_journal_head PRIMARY KEY (one),
    CONSTRAINT ck_journal_head_one CHECK ("one" = 1)
);

CREATE TABLE party (
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
    name VARCHAR,
    names VARCHAR NOT NULL,
    protected BOOLEAN NOT NULL,
    pseudonym VARCHAR,
    protection_reason VARCHAR,
    identification VARCHAR NOT NULL,
    identification_method VARCHAR,
    fate VARCHAR NOT NULL,
    fate_date VARCHAR,
    fate_date_earliest VARCHAR,
    fate_date_latest VARCHAR,
    family_informed BOOLEAN NOT NULL,
    rank VARCHAR,
    unit VARCHAR,
    parent_pk INTEGER,
    note VARCHAR,
    CONSTRAINT pk_party PRIMARY KEY (pk),
    CONSTRAINT ck_party_kind CHECK ("kind" IN ('person', 'group', 'unit', 'organisation')),
    CONSTRAINT ck_party_names CHECK (json_type("names") = 'array'),
    CONSTRAINT ck_party_identification CHECK ("identification" IN ('identified', 'provisional', 'unidentified')),
    CONSTRAINT ck_party_fate CHECK ("fate" IN ('alive', 'killed', 'wounded', 'captured', 'missing', 'exchanged', 'not_known')),
    CONSTRAINT uq_party_id UNIQUE (id),
    CONSTRAINT uq_party_reference UNIQUE (reference),
    CONSTRAINT uq_party_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_party_parent_pk FOREIGN KEY(parent_pk) REFERENCES party (pk)
);

CREATE INDEX ix_party_last_sequence ON party (last_sequence);

CREATE INDEX ix_party_parent_pk ON party (parent_pk);

CREATE TABLE proceeding (
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

CREATE INDEX ix_proceeding_last_sequence ON proceeding (last_sequence);

CREATE TABLE search_record (
    pk INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    record_pk INTEGER NOT NULL,
    words VARCHAR NOT NULL,
    keys VARCHAR NOT NULL,
    skeletons VARCHAR NOT NULL,
    CONSTRAINT pk_search_record PRIMARY KEY (pk)
);

CREATE TABLE setting (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY ("key")
);

CREATE TABLE source (
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
    name VARCHAR NOT NULL,
    author VARCHAR,
    publisher VARCHAR,
    published VARCHAR,
    published_earliest VARCHAR,
    published_latest VARCHAR,
    language VARCHAR,
    reliability VARCHAR,
    reliability_reason VARCHAR,
    protected BOOLEAN NOT NULL,
    pseudonym VARCHAR,
    protection_reason VARCHAR,
    sharing VARCHAR NOT NULL,
    sharing_recipients VARCHAR,
    original_held BOOLEAN NOT NULL,
    origin VARCHAR NOT NULL,
    originator VARCHAR,
    note VARCHAR,
    CONSTRAINT pk_source PRIMARY KEY (pk),
    CONSTRAINT ck_source_kind CHECK ("kind" IN ('victim', 'witness', 'relative', 'medical', 'official_statement', 'prosecutor', 'military_intelligence', 'intergovernmental', 'ngo', 'research_institute', 'news_outlet', 'social_media', 'messenger_channel', 'satellite_provider', 'intercept', 'court_record', 'other')),
    CONSTRAINT ck_source_reliability CHECK ("reliability" IN ('A', 'B', 'C', 'D', 'E', 'F')),
    CONSTRAINT ck_source_sharing CHECK ("sharing" IN ('free', 'named_recipients', 'lead_only', 'not_onward')),
    CONSTRAINT ck_source_origin CHECK ("origin" IN ('unknown', 'first_hand', 'derived')),
    CONSTRAINT uq_source_id UNIQUE (id),
    CONSTRAINT uq_source_reference UNIQUE (reference),
    CONSTRAINT uq_source_ref_order UNIQUE (ref_order)
);

CREATE INDEX ix_source_last_sequence ON source (last_sequence);

CREATE TABLE access_point (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    url VARCHAR,
    accessed_on VARCHAR,
    accessed_on_earliest VARCHAR,
    accessed_on_latest VARCHAR,
    archive_url VARCHAR,
    capture VARCHAR,
    CONSTRAINT pk_access_point PRIMARY KEY (pk),
    CONSTRAINT uq_access_point_id UNIQUE (id),
    CONSTRAINT fk_access_point_parent_pk FOREIGN KEY(parent_pk) REFERENCES source (pk)
);

CREATE INDEX ix_access_point_parent_pk ON access_point (parent_pk);

CREATE TABLE casualty_figure (
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

CREATE INDEX ix_casualty_figure_parent_pk ON casualty_figure (parent_pk);

CREATE INDEX ix_casualty_figure_source_pk ON casualty_figure (source_pk);

CREATE TABLE claim (
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

CREATE INDEX ix_claim_parent_pk ON claim (parent_pk);

CREATE INDEX ix_claim_source_pk ON claim (source_pk);

CREATE TABLE derivation (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    source_pk INTEGER NOT NULL,
    how VARCHAR NOT NULL,
    note VARCHAR,
    CONSTRAINT pk_derivation PRIMARY KEY (pk),
    CONSTRAINT ck_derivation_how CHECK ("how" IN ('quotes', 'translates', 'republishes', 'rewrites')),
    CONSTRAINT uq_derivation_id UNIQUE (id),
    CONSTRAINT fk_derivation_parent_pk FOREIGN KEY(parent_pk) REFERENCES source (pk),
    CONSTRAINT fk_derivation_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk)
);

CREATE INDEX ix_derivation_parent_pk ON derivation (parent_pk);

CREATE INDEX ix_derivation_source_pk ON derivation (source_pk);

CREATE TABLE evidence (
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

CREATE INDEX ix_evidence_last_sequence ON evidence (last_sequence);

CREATE INDEX ix_evidence_source_pk ON evidence (source_pk);

CREATE TABLE harmed_object (
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

CREATE INDEX ix_harmed_object_parent_pk ON harmed_object (parent_pk);

CREATE INDEX ix_harmed_object_source_pk ON harmed_object (source_pk);

CREATE TABLE incident_date (
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

CREATE INDEX ix_incident_date_parent_pk ON incident_date (parent_pk);

CREATE INDEX ix_incident_date_source_pk ON incident_date (source_pk);

CREATE TABLE participation (
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

CREATE INDEX ix_participation_incident_pk ON participation (incident_pk);

CREATE INDEX ix_participation_last_sequence ON participation (last_sequence);

CREATE INDEX ix_participation_party_pk ON participation (party_pk);

CREATE INDEX ix_participation_source_pk ON participation (source_pk);

CREATE TABLE place (
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

CREATE INDEX ix_place_parent_pk ON place (parent_pk);

CREATE INDEX ix_place_source_pk ON place (source_pk);

CREATE TABLE proceeding_body (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    body_pk INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    source_pk INTEGER,
    note VARCHAR,
    CONSTRAINT pk_proceeding_body PRIMARY KEY (pk),
    CONSTRAINT ck_proceeding_body_role CHECK ("role" IN ('investigates', 'procedural_guidance', 'investigating_judge', 'court')),
    CONSTRAINT uq_proceeding_body_id UNIQUE (id),
    CONSTRAINT fk_proceeding_body_parent_pk FOREIGN KEY(parent_pk) REFERENCES proceeding (pk),
    CONSTRAINT fk_proceeding_body_body_pk FOREIGN KEY(body_pk) REFERENCES body (pk),
    CONSTRAINT fk_proceeding_body_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk)
);

CREATE INDEX ix_proceeding_body_body_pk ON proceeding_body (body_pk);

CREATE INDEX ix_proceeding_body_parent_pk ON proceeding_body (parent_pk);

CREATE INDEX ix_proceeding_body_source_pk ON proceeding_body (source_pk);

CREATE TABLE proceeding_incident (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    incident_pk INTEGER NOT NULL,
    basis VARCHAR NOT NULL,
    source_pk INTEGER,
    note VARCHAR,
    CONSTRAINT pk_proceeding_incident PRIMARY KEY (pk),
    CONSTRAINT ck_proceeding_incident_basis CHECK ("basis" IN ('body_states', 'we_believe')),
    CONSTRAINT uq_proceeding_incident_id UNIQUE (id),
    CONSTRAINT fk_proceeding_incident_parent_pk FOREIGN KEY(parent_pk) REFERENCES proceeding (pk),
    CONSTRAINT fk_proceeding_incident_incident_pk FOREIGN KEY(incident_pk) REFERENCES incident (pk),
    CONSTRAINT fk_proceeding_incident_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk)
);

CREATE INDEX ix_proceeding_incident_incident_pk ON proceeding_incident (incident_pk);

CREATE INDEX ix_proceeding_incident_parent_pk ON proceeding_incident (parent_pk);

CREATE INDEX ix_proceeding_incident_source_pk ON proceeding_incident (source_pk);

CREATE TABLE proceeding_person (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    party_pk INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    date VARCHAR,
    date_earliest VARCHAR,
    date_latest VARCHAR,
    source_pk INTEGER,
    note VARCHAR,
    CONSTRAINT pk_proceeding_person PRIMARY KEY (pk),
    CONSTRAINT ck_proceeding_person_status CHECK ("status" IN ('notified', 'wanted', 'detained', 'exchanged', 'in_absentia', 'accused', 'acquitted', 'convicted', 'final')),
    CONSTRAINT uq_proceeding_person_id UNIQUE (id),
    CONSTRAINT fk_proceeding_person_parent_pk FOREIGN KEY(parent_pk) REFERENCES proceeding (pk),
    CONSTRAINT fk_proceeding_person_party_pk FOREIGN KEY(party_pk) REFERENCES party (pk),
    CONSTRAINT fk_proceeding_person_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk)
);

CREATE INDEX ix_proceeding_person_parent_pk ON proceeding_person (parent_pk);

CREATE INDEX ix_proceeding_person_party_pk ON proceeding_person (party_pk);

CREATE INDEX ix_proceeding_person_source_pk ON proceeding_person (source_pk);

CREATE TABLE stage_move (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    stage VARCHAR,
    date VARCHAR,
    date_earliest VARCHAR,
    date_latest VARCHAR,
    learned VARCHAR,
    learned_earliest VARCHAR,
    learned_latest VARCHAR,
    source_pk INTEGER,
    reason VARCHAR,
    at VARCHAR,
    "by" VARCHAR,
    superseded BOOLEAN NOT NULL,
    CONSTRAINT pk_stage_move PRIMARY KEY (pk),
    CONSTRAINT uq_stage_move_id UNIQUE (id),
    CONSTRAINT fk_stage_move_parent_pk FOREIGN KEY(parent_pk) REFERENCES proceeding (pk),
    CONSTRAINT fk_stage_move_source_pk FOREIGN KEY(source_pk) REFERENCES source (pk)
);

CREATE INDEX ix_stage_move_parent_pk ON stage_move (parent_pk);

CREATE INDEX ix_stage_move_source_pk ON stage_move (source_pk);

CREATE TABLE status_move (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    axis VARCHAR,
    "before" VARCHAR,
    "after" VARCHAR,
    reason VARCHAR,
    at VARCHAR,
    "by" VARCHAR,
    CONSTRAINT pk_status_move PRIMARY KEY (pk),
    CONSTRAINT uq_status_move_id UNIQUE (id),
    CONSTRAINT fk_status_move_parent_pk FOREIGN KEY(parent_pk) REFERENCES incident (pk)
);

CREATE INDEX ix_status_move_parent_pk ON status_move (parent_pk);

CREATE TABLE custody (
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
    evidence_pk INTEGER NOT NULL,
    act VARCHAR NOT NULL,
    date VARCHAR NOT NULL,
    date_earliest VARCHAR,
    date_latest VARCHAR,
    from_whom VARCHAR,
    to_whom VARCHAR,
    place VARCHAR,
    reason VARCHAR,
    hash_seen VARCHAR,
    "by" VARCHAR,
    CONSTRAINT pk_custody PRIMARY KEY (pk),
    CONSTRAINT ck_custody_act CHECK ("act" IN ('collected', 'received', 'transferred', 'copied', 'analysed', 'verified', 'sealed', 'released', 'disposed')),
    CONSTRAINT uq_custody_id UNIQUE (id),
    CONSTRAINT uq_custody_reference UNIQUE (reference),
    CONSTRAINT uq_custody_ref_order UNIQUE (ref_order),
    CONSTRAINT fk_custody_evidence_pk FOREIGN KEY(evidence_pk) REFERENCES evidence (pk)
);

CREATE INDEX ix_custody_evidence_pk ON custody (evidence_pk);

CREATE INDEX ix_custody_last_sequence ON custody (last_sequence);

CREATE TABLE evidence_file (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    sha256 VARCHAR,
    size INTEGER,
    media_type VARCHAR,
    original_name VARCHAR,
    role VARCHAR NOT NULL,
    derived_from VARCHAR,
    CONSTRAINT pk_evidence_file PRIMARY KEY (pk),
    CONSTRAINT ck_evidence_file_size CHECK ("size" >= 0),
    CONSTRAINT ck_evidence_file_role CHECK ("role" IN ('evidentiary_copy', 'working_copy', 'page_source', 'full_page_capture', 'embedded_media', 'transcript', 'translation', 'thumbnail')),
    CONSTRAINT uq_evidence_file_id UNIQUE (id),
    CONSTRAINT fk_evidence_file_parent_pk FOREIGN KEY(parent_pk) REFERENCES evidence (pk)
);

CREATE INDEX ix_evidence_file_parent_pk ON evidence_file (parent_pk);

CREATE TABLE evidence_link (
    pk INTEGER NOT NULL,
    id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    parent_pk INTEGER NOT NULL,
    incident_pk INTEGER NOT NULL,
    bearing VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    locator VARCHAR,
    note VARCHAR,
    CONSTRAINT pk_evidence_link PRIMARY KEY (pk),
    CONSTRAINT ck_evidence_link_bearing CHECK ("bearing" IN ('incriminating', 'exonerating', 'neutral')),
    CONSTRAINT ck_evidence_link_purpose CHECK ("purpose" IN ('crime_base', 'linkage', 'context', 'lead_only')),
    CONSTRAINT uq_evidence_link_id UNIQUE (id),
    CONSTRAINT fk_evidence_link_parent_pk FOREIGN KEY(parent_pk) REFERENCES evidence (pk),
    CONSTRAINT fk_evidence_link_incident_pk FOREIGN KEY(incident_pk) REFERENCES incident (pk)
);

CREATE INDEX ix_evidence_link_incident_pk ON evidence_link (incident_pk);

CREATE INDEX ix_evidence_link_parent_pk ON evidence_link (parent_pk);

CREATE UNIQUE INDEX search_record_record ON search_record (kind, record_pk);

CREATE INDEX journal_record ON journal (json_extract(CAST(entry AS TEXT), '$.record.id'));

CREATE INDEX journal_change ON journal (json_extract(CAST(entry AS TEXT), '$.change'));

CREATE VIRTUAL TABLE search_fts USING fts5(
    words, keys, skeletons,
    content='search_record', content_rowid='pk', tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
);

CREATE TRIGGER search_record_insert AFTER INSERT ON search_record BEGIN
    INSERT INTO search_fts (rowid, words, keys, skeletons) VALUES (new.pk, new.words, new.keys, new.skeletons);
END;

CREATE TRIGGER search_record_delete AFTER DELETE ON search_record BEGIN
    INSERT INTO search_fts (search_fts, rowid, words, keys, skeletons)
    VALUES ('delete', old.pk, old.words, old.keys, old.skeletons);
END;

CREATE TRIGGER search_record_update AFTER UPDATE ON search_record BEGIN
    INSERT INTO search_fts (search_fts, rowid, words, keys, skeletons)
    VALUES ('delete', old.pk, old.words, old.keys, old.skeletons);
    INSERT INTO search_fts (rowid, words, keys, skeletons) VALUES (new.pk, new.words, new.keys, new.skeletons);
END;

