"""The fourth schema: searches that were saved under a name, as records of their own."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLE = """CREATE TABLE saved_search (
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
    name VARCHAR NOT NULL,
    "query" VARCHAR NOT NULL,
    note VARCHAR,
    CONSTRAINT pk_saved_search PRIMARY KEY (pk),
    CONSTRAINT uq_saved_search_id UNIQUE (id),
    CONSTRAINT uq_saved_search_reference UNIQUE (reference),
    CONSTRAINT uq_saved_search_ref_order UNIQUE (ref_order)
)"""


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run(_TABLE)
    run("CREATE INDEX ix_saved_search_last_sequence ON saved_search (last_sequence)")
    run("CREATE INDEX ix_saved_search_withdrawn ON saved_search (withdrawn_at) WHERE withdrawn_at IS NOT NULL")


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("DELETE FROM search_record WHERE kind = 'saved_search'")
    run("DROP TABLE saved_search")
