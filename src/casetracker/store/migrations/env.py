"""Alembic's entry: run the revisions on the connection that `store.migrate` hands over, in the transaction it began."""

from __future__ import annotations

from alembic import context

from casetracker.store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=False,
    compare_type=True,
)
context.run_migrations()
