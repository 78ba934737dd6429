"""Taking in evidence and giving it back: files go into the vault unchanged, with their first custody entry."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from casetracker.domain import own_reasons
from casetracker.domain import vocabulary as v
from casetracker.errors import EvidenceFault, InvalidRecord
from casetracker.i18n import _
from casetracker.services import records
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.lookup import find
from casetracker.store import intake, states, vault
from casetracker.store.intake import Progress, Taken
from casetracker.store.states import State

if TYPE_CHECKING:
    from casetracker.store.writer import Change

_KINDS = {"image": "photograph", "video": "video", "audio": "audio", "text": "document"}


def take_in(store: CaseStore, incident: str | None, path: Path | str, *, title: str | None = None,
            source: str | None = None, details: Mapping[str, Any] | None = None,
            role: str = "evidentiary_copy", progress: Progress | None = None) -> ChangeSet:
    """Take a file in as a new evidence item, linked to an incident, with its first custody entry.

    `details` may hold any other field of the item; `role` says what the file is to it, such as the full-page capture of
    a web page. `progress(done, total)` is asked after each MiB; False cancels, and
    then nothing is kept. The bytes are durable when this returns.
    """
    _writable(store)
    _known_role(role)
    file = Path(path)
    if incident is not None:
        find(store.database.reader(), incident, "incident")
    taken = intake.take(store.vault, file, progress)
    try:
        with changing(store) as change:
            data = _draft(taken, incident, title, source, details or {})
            item = records.create(change, "evidence", data, what=_("Take in evidence {reference}"), entry_kind="intake",
                                  lists={"files": [_file(change, taken, role)]})
            _received(change, item["reference"], taken.sha256)
    except BaseException:
        intake.discard(taken)
        raise
    intake.settle(store.vault, taken)
    return change_set(change)


def _writable(store: CaseStore) -> None:
    if store.read_only:
        from casetracker.errors import StoreReadOnly

        raise StoreReadOnly(_("The store is open for reading only."), _("Open it where it may be written to."))


def _known_role(role: str) -> None:
    if role not in v.FILE_ROLE:
        raise InvalidRecord({"role": _("must be one of: {codes}").format(codes=", ".join(v.FILE_ROLE))})


def _draft(taken: Taken, incident: str | None, title: str | None, source: str | None,
           details: Mapping[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {"title": title or intake.shown(Path(taken.original_name)) or _("Untitled file"),
                            "kind": _KINDS.get(taken.media_type.partition("/")[0], "other")}
    if taken.media_type == "application/pdf":
        data["kind"] = "document"
    if source:
        data["source"] = source
    data.update(details)
    links = list(data.get("links") or [])
    if incident is not None and not any(isinstance(link, Mapping) and link.get("incident") == incident for link in links):
        links.append({"incident": incident})
    return {**data, "links": links}


def _file(change: Change, taken: Taken, role: str) -> State:
    name = taken.original_name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return {"id": change.new_id(), "sha256": taken.sha256, "size": taken.size, "media_type": taken.media_type,
            "original_name": name, "role": role, "derived_from": None, "destroyed_at": None, "destroyed_by": None,
            "destroyed_reason": None}


def _received(change: Change, exhibit: str, sha256: str) -> None:
    records.create(change, "custody", {
        "evidence": exhibit, "act": "received", "date": moment(change), "to_whom": change.who, "by": change.who,
        "reason": own_reasons.TAKEN_IN, "hash_seen": sha256,
    }, what=_("Custody entry {reference}"), entry_kind="custody")


def moment(change: Change) -> str:
    """The moment of a change as the date of a custody entry."""
    return change.now.strftime("%Y-%m-%dT%H:%M:%SZ")


def add_file(store: CaseStore, exhibit: str, path: Path | str, role: str,
             progress: Progress | None = None) -> ChangeSet:
    """Add a further file (a transcript, a page source…) to an item that is there, with a custody entry."""
    _writable(store)
    _known_role(role)
    _kind, pk = find(store.database.reader(), exhibit, "evidence")
    taken = intake.take(store.vault, Path(path), progress)
    try:
        with changing(store) as change:
            state = states.read_state(change.connection, "evidence", pk)
            assert state is not None
            after = {**state, "files": [*state["files"], _file(change, taken, role)]}
            records.save_amended(change, "evidence", state, after, _("Take a further file in to {kind} {reference}"),
                                 entry_kind="intake")
            _received(change, state["reference"], taken.sha256)
    except BaseException:
        intake.discard(taken)
        raise
    intake.settle(store.vault, taken)
    return change_set(change)


def give_back(store: CaseStore, exhibit: str, out: Path | str) -> Path:
    """Write the item's original, byte for byte, to a new file; a folder gets it under the exhibit reference."""
    connection = store.database.reader()
    _kind, pk = find(connection, exhibit, "evidence")
    state = states.read_state(connection, "evidence", pk)
    assert state is not None
    held = [each for each in state["files"] if not each["destroyed_at"]]
    if not held:
        raise _not_held(state)
    file = next((each for each in held if each["role"] == "evidentiary_copy"), held[0])
    target = Path(out)
    if target.is_dir():
        target = target / f"{state['reference']}{Path(file['original_name'] or '').suffix}"
    vault.give_back(store.vault, file["sha256"], target)
    return target


def _not_held(item: State) -> EvidenceFault:
    gone = next((file for file in item["files"] if file["destroyed_at"]), None)
    if gone is None:
        return EvidenceFault(_("{reference} holds no file.").format(reference=item["reference"]))
    return EvidenceFault(_("The file of {reference} was destroyed at {when} by {who}.").format(
        reference=item["reference"], when=gone["destroyed_at"], who=gone["destroyed_by"]))


def open_file(store: CaseStore, sha256: str) -> BinaryIO:
    """The bytes of a kept file, for a preview or a picture in a dossier."""
    return vault.open_file(store.vault, sha256)
