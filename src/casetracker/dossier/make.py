"""Making a dossier: collected, checked for protected names, printed, put in its place, and noted in the journal.

What the file says depends on the record alone; who made it, when, for whom, and its SHA-256 stand in the journal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import casetracker
from casetracker.dossier import placing
from casetracker.errors import UserError
from casetracker.i18n import _
from casetracker.services import heads
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import changing

if TYPE_CHECKING:
    from casetracker.dossier.tree import Dossier

Progress = Callable[[int, int], bool]
_STEPS = 4


@dataclass(frozen=True)
class Made:
    """A dossier that is there. `sequence` is its journal entry, 0 where the store could not be written to; then
    `remark` says so."""

    path: Path
    sha256: str
    pages: int
    sequence: int
    remark: str = ""


def make(store: CaseStore, references: Sequence[str], out: Path | str, *, audience: str = "prosecutor",
         language: str = "en", force: bool = False, progress: Progress | None = None,
         recipient: str | None = None) -> Made:
    """Print one or several incidents; an existing file is replaced only with `force`. `recipient` names the body that
    the dossier is for.

    `progress(done, total)` returning False cancels, and then nothing is kept.
    """
    from casetracker.dossier import audience as audiences
    from casetracker.dossier.collect import collect
    from casetracker.dossier.pdf.render import render

    target = placing.target(store, Path(out), force)
    step = _Steps(progress)
    tree = collect(store, references, audience, language, recipient)
    step.done()
    if not audiences.named(audience).reveals:
        refuse_leaks(store, tree, target)
    step.done()
    rendered = render(tree)
    step.done()
    sha256 = hashlib.sha256(rendered.pdf).hexdigest()
    facts = {"audience": audience, "language": language, "pages": rendered.pages, "sha256": sha256,
             "record_sequence": tree.record_sequence, "record_hash": tree.record_hash,
             "producer": f"casetracker {casetracker.__version__}"}
    if recipient:
        facts["recipient"] = recipient.upper()
    waiting = placing.write(target, rendered.pdf)
    try:
        sequence = _note_and_place(store, tree, facts, lambda: placing.place(waiting, target, force))
    finally:
        waiting.unlink(missing_ok=True)
    heads.sign_if_possible(store)
    step.done()
    remark = "" if sequence else _("The store is open for reading only; its journal does not mention this dossier.")
    return Made(target, sha256, rendered.pages, sequence, remark)


class _Steps:
    """Tells how far the making has come, and hears when it is to stop."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress, self._count = progress, 0

    def done(self) -> None:
        self._count += 1
        if self._progress is not None and not self._progress(self._count, _STEPS) and self._count < _STEPS:
            raise UserError(_("Making the dossier was cancelled; no file was written."))


def refuse_leaks(store: CaseStore, tree: Dossier, target: Path) -> None:
    """DisclosureRefused where a name stands in the dossier that must not reach readers outside."""
    from casetracker.dossier import held, leaks
    from casetracker.dossier.walk import walk
    from casetracker.services import show

    pages = [show.incident_page(store, part.reference) for part in tree.parts if part.reference]
    names = held.names(store, pages, [target.stem, *(text for _place, text in walk(tree))])
    leaks.refuse(tree, names, target.stem)


def _note_and_place(store: CaseStore, tree: Dossier, facts: dict[str, Any], place: Callable[[], None]) -> int:
    """Place the file and journal it together: no entry without its file. Returns the entry's sequence."""
    if store.read_only:
        place()
        return 0
    references = [part.reference for part in tree.parts if part.reference]
    with changing(store, extra={"sha256": facts["sha256"]}) as change:
        ids = [change.connection.execute("SELECT id FROM incident WHERE reference = ?", (each,)).fetchone()[0]
               for each in references]
        sequence = change.journal(
            what=_("Make dossier of {references}").format(references=", ".join(references)), entry_kind="dossier",
            kind="dossier", record_id=change.new_id(), reference=references[0], before=None,
            after={**facts, "incidents": ids, "references": references})
        place()
    return sequence
