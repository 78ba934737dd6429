"""Fixity: hashing every evidence file again, on a schedule, and writing down that it was done and what was found.

A run is one entry of the journal: how many files, the digest of the list of their hashes, the faults. Only a fault makes a
custody entry of its item; otherwise nobody touched it. Each item can say which run covered it last.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from casetracker.domain import own_reasons
from casetracker.domain.clock import from_text
from casetracker.errors import EvidenceFault, InvalidRecord, StoreReadOnly, UserError
from casetracker.i18n import _, ngettext
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.store import journal, vault
from casetracker.store.engine import Connection, known_errors

if TYPE_CHECKING:
    from casetracker.store.journal import Entry
    from casetracker.store.writer import Change

Progress = Callable[[str, int, int], bool]

FIXITY = "fixity"
"""The kind of the journal entry; it changes no record."""
DAYS = 90
_INTERVAL = "fixity_days"
_HELD = ("SELECT {what} FROM evidence_file AS f JOIN evidence AS e ON e.pk = f.parent_pk"
         " WHERE f.sha256 IS NOT NULL AND f.destroyed_at IS NULL")


@dataclass(frozen=True)
class Fault:
    """A file that is not what was taken in; `seen` is its hash now, empty where it is gone or its seal is broken."""

    reference: str
    sha256: str
    seen: str
    missing: bool

    @property
    def message(self) -> str:
        told = (_("The file {name}… of {reference} is not in the vault.") if self.missing else
                _("The file {name}… of {reference} was altered."))
        return told.format(name=self.sha256[:12], reference=self.reference)


@dataclass(frozen=True)
class Run:
    """What hashing found. `covers` is the last journal entry whose files it looked at."""

    covers: int
    count: int
    digest: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Covered:
    """The last run that looked at an item's files."""

    at: str
    who: str
    sequence: int
    as_taken_in: bool


def hash_again(store: CaseStore, progress: Progress | None = None) -> Run:
    """Hash every file that an item holds; `progress(what, done, total)` returning False cancels, and nothing is written."""
    with store.database.snapshot() as connection:
        covers = journal.head(connection).sequence
        holders: dict[str, list[str]] = {}
        for sha256, reference in connection.execute(
                f"{_HELD.format(what='f.sha256, e.reference')} ORDER BY e.ref_order, f.position"):
            holders.setdefault(sha256, []).append(reference)
        sizes = vault.named_files(connection)
    total, done = sum(sizes.values()), 0

    def counting(count: int) -> bool:
        nonlocal done
        done += count
        if progress is not None and not progress(_("Evidence files"), min(done, total), total):
            raise UserError(_("The check was cancelled; nothing was written."))
        return True

    counting(0)
    faults: list[Fault] = []
    for sha256, references in holders.items():
        seen, missing = _seen(store, sha256, counting)
        if seen != sha256:
            faults += [Fault(reference, sha256, seen, missing) for reference in references]
    listed = "".join(f"{sha256}\n" for sha256 in sorted(holders))
    return Run(covers, len(holders), hashlib.sha256(listed.encode()).hexdigest(), tuple(faults))


def _seen(store: CaseStore, sha256: str, counting: Callable[[int], bool]) -> tuple[str, bool]:
    try:
        return vault.hash_of(store.vault, sha256, counting)[0], False
    except (EvidenceFault, OSError):
        return "", True


def write_down(store: CaseStore, run: Run) -> ChangeSet:
    """Journal a run, with a custody entry for each fault that still stands."""
    told = {"count": run.count, "digest": run.digest, "covers": run.covers}
    with changing(store, extra={FIXITY: {**told, "faults": len(run.faults)}}) as change:
        change.journal(_what(run), FIXITY, "store", store.about.store_id, "", None, {
            **told, "faults": [{"reference": fault.reference, "sha256": fault.sha256, "seen": fault.seen}
                               for fault in run.faults]})
        change.extra = {}
        for fault in run.faults:
            if _is_held(change.connection, fault):
                _custody(change, fault)
    return change_set(change)


def _what(run: Run) -> str:
    told = ngettext("Hash {n} evidence file again", "Hash {n} evidence files again", run.count).format(n=run.count)
    if not run.faults:
        return _("{hashed}: all are what was taken in").format(hashed=told)
    return ngettext("{hashed}: {n} fault", "{hashed}: {n} faults", len(run.faults)).format(
        hashed=told, n=len(run.faults))


def _is_held(connection: Connection, fault: Fault) -> bool:
    return connection.execute(f"{_HELD.format(what='1')} AND e.reference = ? AND f.sha256 = ?",
                              (fault.reference, fault.sha256)).fetchone() is not None


def _custody(change: Change, fault: Fault) -> None:
    from casetracker.services import records
    from casetracker.services.evidence import moment

    records.create(change, "custody", {
        "evidence": fault.reference, "act": "analysed", "date": moment(change), "by": change.who,
        "reason": own_reasons.HASHED_MISSING if fault.missing else own_reasons.HASHED_ALTERED,
        "hash_seen": fault.seen or None,
    }, what=_("Custody entry {reference}"), entry_kind="custody")


def last_run(store: CaseStore) -> Entry | None:
    """The journal entry of the last run; its `extra` holds count, digest, covers and number of faults."""
    with store.database.snapshot() as connection:
        return _last(connection, store.about.store_id)


def _last(connection: Connection, store_id: str) -> Entry | None:
    entries = journal.entries(connection, record_id=store_id, newest_first=True)
    return next((entry for entry in entries if entry.kind == FIXITY), None)


def covering(store: CaseStore, connection: Connection, item: dict[str, Any]) -> Covered | None:
    """The last run that looked at all files an item holds; None where none did, or where it holds none."""
    run = _last(connection, store.about.store_id)
    if run is None or all(file["destroyed_at"] for file in item["files"]):
        return None
    taken_in = next((entry.sequence for entry in journal.entries(connection, record_id=item["id"], newest_first=True)
                     if entry.kind == "intake"), 0)
    if taken_in > run.extra[FIXITY]["covers"]:
        return None
    faults = (journal.payload_of(connection, run.sequence).get("after") or {}).get("faults", [])
    return Covered(run.at, run.who, run.sequence, item["reference"] not in {fault["reference"] for fault in faults})


def interval(store: CaseStore) -> int:
    """After how many days the next run is due; 0 for never."""
    given = store.setting(_INTERVAL)
    return int(given) if given.isdecimal() else DAYS


def set_interval(store: CaseStore, days: int) -> None:
    if days < 0:
        raise InvalidRecord({"days": _("must not be negative")})
    if store.read_only:
        raise StoreReadOnly(_("The store is open for reading only."), _("Open it where it may be written to."))
    connection = store.database.open_writer()
    with known_errors():
        connection.execute("INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value ="
                           " excluded.value", (_INTERVAL, str(days)))


def due(store: CaseStore) -> bool:
    """Whether the files, or the last run, are older than the store's interval."""
    days = interval(store)
    with store.database.snapshot() as connection:
        run = _last(connection, store.about.store_id)
        (oldest,) = connection.execute(_HELD.format(what="min(e.created_at)")).fetchone()
    since = run.at if run is not None else oldest
    return bool(days and oldest and store.clock() - from_text(since) >= timedelta(days=days))
