"""The first schema, as written in the SQL file beside this one."""

from __future__ import annotations

from pathlib import Path

from alembic import op
from sqlalchemy import text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    statements = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n\n")
    for statement in filter(None, map(str.strip, statements)):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    bind = op.get_bind()
    bind.execute(text("DROP TABLE search_fts"))
    names = bind.execute(text(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name <> 'alembic_version'")).scalars().all()
    for name in names:
        bind.exec_driver_sql(f'DROP TABLE "{name}"')
