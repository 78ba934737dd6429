"""The fifth schema: the case list as a table of its own, filled when the store is opened (store/lines.py); the way
from a party to its incidents, and what is withdrawn of any kind, are read from indexes alone."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ORDERS = ("amended_at", "confidentiality_key", "date_key", "evidence_count", "lead_key", "place_key", "status_key",
           "title_key")
_TOLD_APART = ("body", "incident", "party", "source")
_TABLE = """CREATE TABLE incident_line (
    pk INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    ref_order INTEGER NOT NULL,
    reference VARCHAR NOT NULL,
    date_key VARCHAR NOT NULL,
    title_key VARCHAR NOT NULL,
    place_key VARCHAR NOT NULL,
    status_key INTEGER NOT NULL,
    handling_key INTEGER NOT NULL,
    confidentiality_key INTEGER NOT NULL,
    lead_key VARCHAR NOT NULL,
    stage_key INTEGER,
    evidence_count INTEGER NOT NULL,
    amended_at VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    assessment VARCHAR NOT NULL,
    handling VARCHAR NOT NULL,
    confidentiality VARCHAR NOT NULL,
    lead VARCHAR,
    date VARCHAR,
    date_earliest VARCHAR,
    date_latest VARCHAR,
    date_kind VARCHAR,
    date_derived BOOLEAN NOT NULL,
    months VARCHAR,
    place VARCHAR,
    stages VARCHAR NOT NULL,
    types VARCHAR NOT NULL,
    tags VARCHAR NOT NULL,
    oblasts VARCHAR NOT NULL,
    bodies VARCHAR NOT NULL,
    sources VARCHAR NOT NULL,
    evidence_kinds VARCHAR NOT NULL,
    CONSTRAINT pk_incident_line PRIMARY KEY (pk)
)"""


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run(_TABLE)
    run("UPDATE setting SET value = '' WHERE key = 'lines'")  # of a store that has been at this schema before
    for name in _ORDERS:
        run(f"CREATE INDEX ix_incident_line_{name} ON incident_line (withdrawn, {name}, ref_order)")
    run("CREATE INDEX ix_incident_line_ref_order ON incident_line (withdrawn, ref_order)")
    run("CREATE INDEX ix_incident_line_stamp ON incident_line (stamp)")
    for kind in _TOLD_APART:
        run(f"CREATE INDEX ix_{kind}_withdrawn ON {kind} (withdrawn_at) WHERE withdrawn_at IS NOT NULL")
    run("DROP INDEX ix_participation_party_pk")
    run("CREATE INDEX ix_participation_way ON participation (party_pk, incident_pk)")


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("DROP TABLE incident_line")
    for kind in _TOLD_APART:
        run(f"DROP INDEX ix_{kind}_withdrawn")
    run("DROP INDEX ix_participation_way")
    run("CREATE INDEX ix_participation_party_pk ON participation (party_pk)")
