"""Checking what was destroyed, for `services.checks`: by an entry of the journal, and really."""

from __future__ import annotations

from collections.abc import Container

from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.services.checks_report import Report
from casetracker.store import tombstones
from casetracker.store.engine import Connection


def check(store: CaseStore, connection: Connection, destroyed: Container[str], report: Report) -> None:
    """A tombstone that no journal entry set, and a destroyed file that is still there."""
    remaining = set(tombstones.remaining(store.vault, connection))
    for record_id, reference, sha256 in connection.execute(
            "SELECT e.id, e.reference, f.sha256 FROM evidence_file AS f JOIN evidence AS e ON e.pk = f.parent_pk"
            " WHERE f.destroyed_at > '' ORDER BY e.ref_order, f.position"):
        name = str(sha256)[:12]
        if record_id not in destroyed:
            report.add("tombstone", str(reference), _(
                "The file {name}… of {reference} is marked as destroyed, but no journal entry says so.").format(
                    name=name, reference=reference))
        if sha256 in remaining:
            report.add("file_not_destroyed", str(reference), _(
                "The file {name}… of {reference} was destroyed, but its bytes are in the vault.").format(
                    name=name, reference=reference))
