"""Destroying the files of an evidence item, with a reason. The item, its hashes, its custody and the journal stay.

Nothing else in a store is ever deleted. What was destroyed says who did it, when, and why, on the item's page and in every
dossier; whoever holds the hash can still show what the file was.
"""

from __future__ import annotations

from casetracker.errors import EvidenceFault, InvalidRecord, UserError
from casetracker.i18n import _, ngettext
from casetracker.services import records
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.evidence import moment
from casetracker.services.lookup import find
from casetracker.store import states, tombstones, vault
from casetracker.store.states import State


def destroy(store: CaseStore, exhibit: str, reason: str) -> ChangeSet:
    """Destroy every file that an item still holds, for good. Content that another item holds too stays until that one lets
    it go (`also_held_by`)."""
    from casetracker.domain.drafts import given_text

    why = given_text("reason", reason)
    if why is None:
        raise InvalidRecord({"reason": _("must not be empty")}, _("Say why the files are destroyed."))
    seen = _hashes_seen(store, exhibit)
    with changing(store) as change:
        _kind, pk = find(change.connection, exhibit, "evidence")
        state = states.read_state(change.connection, "evidence", pk)
        assert state is not None
        held = standing(state)
        if not held:
            raise UserError(_("{reference} holds no file that could be destroyed.").format(reference=state["reference"]))
        gone = {"destroyed_at": change.at, "destroyed_by": change.who, "destroyed_reason": why}
        after = {**state, "files": [file if file["destroyed_at"] else {**file, **gone} for file in state["files"]]}
        what = ngettext("Destroy the file of {kind} {reference}", "Destroy the files of {kind} {reference}", len(held))
        records.save_amended(change, "evidence", state, after, what, entry_kind=tombstones.DESTROYED)
        for file in held:
            records.create(change, "custody", {
                "evidence": state["reference"], "act": "disposed", "date": moment(change), "from_whom": change.who,
                "by": change.who, "reason": why, "hash_seen": seen.get(file["sha256"]),
            }, what=_("Custody entry {reference}"), entry_kind="custody")
    _take_away(store, state["reference"])
    return change_set(change)


def standing(item: State) -> list[State]:
    """The files that an item still holds."""
    return [file for file in item["files"] if not file["destroyed_at"]]


def also_held_by(store: CaseStore, exhibit: str) -> list[str]:
    """The references of other items that hold the same content as a file of this one: it is not destroyed with it."""
    with store.database.snapshot() as connection:
        _kind, pk = find(connection, exhibit, "evidence")
        return [reference for (reference,) in connection.execute(
            "SELECT DISTINCT other.reference FROM evidence_file AS own JOIN evidence_file AS theirs"
            " ON theirs.sha256 = own.sha256 AND theirs.parent_pk <> own.parent_pk AND theirs.destroyed_at IS NULL"
            " JOIN evidence AS other ON other.pk = theirs.parent_pk WHERE own.parent_pk = ?"
            " ORDER BY other.ref_order", (pk,))]


def _hashes_seen(store: CaseStore, exhibit: str) -> dict[str, str | None]:
    """What each file's hash is at the end; None where its bytes are gone or its seal is broken already."""
    connection = store.database.reader()
    _kind, pk = find(connection, exhibit, "evidence")
    state = states.read_state(connection, "evidence", pk)
    assert state is not None
    return {file["sha256"]: _hash_seen(store, file["sha256"]) for file in standing(state)}


def _hash_seen(store: CaseStore, sha256: str) -> str | None:
    try:
        return vault.hash_of(store.vault, sha256)[0] or None
    except EvidenceFault:
        return None


def _take_away(store: CaseStore, reference: str) -> None:
    try:
        tombstones.finish(store.vault, store.database)
    except OSError as error:
        raise EvidenceFault(_("{reference} is marked as destroyed, but its bytes are still on the disk: {why}.").format(
            reference=reference, why=error.strerror), _("They are taken away when the store is opened next.")) from error
