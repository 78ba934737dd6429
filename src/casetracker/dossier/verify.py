"""Whether a PDF that somebody holds is one that this store made, unchanged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from casetracker.errors import UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.store import journal
from casetracker.store.journal import Entry


@dataclass(frozen=True)
class Checked:
    """A file's SHA-256, and the journal entries of the dossiers that had it when they were made."""

    sha256: str
    entries: tuple[Entry, ...]

    @property
    def known(self) -> bool:
        return bool(self.entries)


def verify_dossier(path: Path | str, store: CaseStore) -> Checked:
    """Look the file up among the dossiers that the journal knows."""
    try:
        with Path(path).open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UserError(_("{place} cannot be read: {why}.").format(place=path, why=error.strerror)) from error
    with store.database.snapshot() as connection:
        made = [entry for entry in journal.entries(connection)
                if entry.kind == "dossier" and entry.extra.get("sha256") == sha256]
    return Checked(sha256, tuple(made))
