"""Making a package: collected, checked for protected names, written, entered in the journal, signed, put in its place."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import casetracker
from casetracker.dossier import held, leaks, placing
from casetracker.dossier.audience import Audience, profile_of
from casetracker.dossier.collect import cases_of, checked_language, collect, distinct
from casetracker.dossier.leaks import Guard
from casetracker.dossier.make import refuse_leaks
from casetracker.dossier.package import files, proof
from casetracker.dossier.package.bag import Bag, FolderBag, ZipBag
from casetracker.dossier.package.contents import INSIDE_ONLY, Contents, contents
from casetracker.errors import StoreReadOnly, UserError
from casetracker.i18n import _, speaking
from casetracker.services import standing
from casetracker.services.case_store import CaseStore
from casetracker.store import journal, signed_heads, timestamps
from casetracker.store.journal import Entry
from casetracker.store.signed_heads import SignedHead
from casetracker.store.timestamps import Answered, Asked

Progress = Callable[[int, int], bool]
FORMAT, RECORD_FORMAT = "casetracker package 1", "casetracker record 1"


@dataclass(frozen=True)
class Made:
    """A package that is there, with the digest of its contents and the head that was signed for it."""

    path: Path
    sha256: str
    head: SignedHead
    records: int
    files: int


@dataclass(frozen=True)
class _Collected:
    """What is to be written: read from the store in one look, as of the journal entry `sequence`."""

    wanted: list[str]
    told: Contents
    ids: dict[str, int]
    """Each record's id, and its last journal entry."""
    stood_at: Entry
    sequence: int
    guard: Guard | None


def make(store: CaseStore, references: Sequence[str], out: Path | str, *, audience: str = "prosecutor",
         language: str = "en", dossier: bool = False, recipient: str | None = None,
         progress: Progress | None = None) -> Made:
    """Pack one or several incidents into a new folder, or a new zip file where the name ends in `.zip`;
    for one investigating body, where `recipient` names it.

    `progress(done, total)` in bytes of evidence; returning False cancels, and then nothing is kept.
    """
    profile = profile_of(store, audience, recipient)
    checked_language(language)
    target = _target(store, Path(out))
    collected = _collected(store, distinct(references), profile, language, target)
    if collected.guard is not None:
        leaks.refuse_in(_texts(store, collected.told, target), collected.guard.names)
    with _waiting(store, target) as (bag, waiting):
        _write_contents(store, bag, collected, profile, language)
        if dossier:
            bag.add("data/dossier.pdf", _printed(store, collected, audience, language, recipient, target))
        _write_timestamps(store, bag)
        count = files.write(store, bag, collected.told, collected.guard, progress)
        head = proof.write(store, bag, collected.told, collected.wanted, collected.sequence, collected.guard, {
            "audience": audience, **({"recipient": profile.body} if profile.body else {}), "language": language,
            "record_sequence": collected.stood_at.sequence, "record_hash": collected.stood_at.hash})
        placing.place(waiting, target, force=False)
    return Made(target, proof.contents_digest(bag), head, len(collected.told.records), count)


def _target(store: CaseStore, out: Path) -> Path:
    if store.read_only:
        raise StoreReadOnly(_("The store is open for reading only, and a package must be entered in its journal."),
                            _("Open it where it may be written to."))
    if os.path.lexists(out):
        raise UserError(_("{place} exists already and was not overwritten.").format(place=out), _("Name another place."))
    return placing.target(store, out, force=False)


def _collected(store: CaseStore, wanted: list[str], profile: Audience, language: str, target: Path) -> _Collected:
    with store.database.snapshot() as connection:
        entry = standing.stood_at(store, wanted, profile.untold)
        with speaking(language):
            cases = cases_of(store, wanted, profile, language, entry)
            told = contents(cases)
        ids = {each.record["id"]: connection.execute(
            f'SELECT last_sequence FROM "{each.kind}" WHERE id = ?', (each.record["id"],)).fetchone()[0]
            for each in told.records.values()}
        guard = None if profile.reveals else Guard(tuple(held.names(
            store, [case.page for case in cases], [text for _place, text in _texts(store, told, target)])))
        return _Collected(wanted, told, ids, entry, journal.head(connection).sequence, guard)


def _texts(store: CaseStore, told: Contents, target: Path) -> Iterator[tuple[str, str]]:
    """All that is told, in the records, the bag's own words and its journal entry."""
    yield from told.texts()
    yield _("The name of the file"), target.stem
    yield _("The owner of the store"), store.setting("owner")
    yield _("The name of the actor"), store.actor


@contextmanager
def _waiting(store: CaseStore, target: Path) -> Iterator[tuple[Bag, Path]]:
    """A bag under a waiting name beside its place; taken away if it does not come to be."""
    waiting = target.with_name(f".{secrets.token_hex(8)}.part")
    bag: Bag | None = None
    try:
        at = store.clock()
        bag = (ZipBag(waiting, target.stem, (at.year, at.month, at.day, at.hour, at.minute, at.second))
               if _is_zip(target) else FolderBag(waiting))
        yield bag, waiting
    except OSError as error:
        raise placing.explained(target, error) from error
    finally:
        if bag is not None:
            bag.discard()


def _is_zip(target: Path) -> bool:
    return target.suffix.lower() == ".zip"


# --- what is told ---

def _write_contents(store: CaseStore, bag: Bag, collected: _Collected, profile: Audience, language: str) -> None:
    for told in collected.told.records.values():
        bag.add(f"data/records/{told.reference}.json", _pretty({
            "format": RECORD_FORMAT, "kind": told.kind, "reference": told.reference,
            "entry": collected.ids[told.record["id"]], "withheld": list(told.withheld), "record": told.record,
            **({"files_withheld": told.files_withheld} if told.kind == "evidence" else {})}))
    stood_at = collected.stood_at
    bag.add("data/package.json", _pretty({
        "format": FORMAT, "store": store.about.store_id, "audience": profile.code, "recipient": profile.body or None,
        "language": language, "incidents": collected.wanted, "producer": f"casetracker {casetracker.__version__}",
        "stood_at": {"at": stood_at.at, "sequence": stood_at.sequence, "hash": stood_at.hash},
        "withheld": collected.told.withheld, "kinds_withheld": [] if profile.reveals else list(INSIDE_ONLY),
        "cautions": collected.told.cautions}))


def _write_timestamps(store: CaseStore, bag: Bag) -> None:
    """The time stamps that the journal still bears out, each with its head and the certificates it was checked with."""
    lines = timestamps.read(store.place.timestamps)
    asked = {line.mark: line.head for line in lines if isinstance(line, Asked)}
    with store.database.snapshot() as connection:
        for line in lines:
            if isinstance(line, Answered) and line.mark in asked and signed_heads.borne_out(connection, asked[line.mark]):
                name = f"data/timestamps/{asked[line.mark].sequence}-{hashlib.sha256(line.answer).hexdigest()[:8]}"
                if f"{name}.tsr" not in bag.digests:
                    bag.add(f"{name}.json", asked[line.mark].content)
                    bag.add(f"{name}.tsr", line.answer)
                    bag.add(f"{name}.pem", "".join(map(ssl.DER_cert_to_PEM_cert, line.authority)).encode())


def _pretty(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _printed(store: CaseStore, collected: _Collected, audience: str, language: str, recipient: str | None,
             target: Path) -> bytes:
    from casetracker.dossier.pdf.render import render

    tree = collect(store, collected.wanted, audience, language, recipient)
    if collected.guard is not None:
        refuse_leaks(store, tree, target)
    return render(tree).pdf
