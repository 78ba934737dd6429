"""Checking a package that somebody holds: what `verify.py` finds, in our language, and what our own store says to it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casetracker.dossier.package.bag import checker
from casetracker.errors import UserError
from casetracker.i18n import N_, _
from casetracker.services.case_store import CaseStore
from casetracker.services.checks import Fault
from casetracker.store import journal, signing
from casetracker.store.folder import StoreFolder, read_store_file

# The sentences of `verify.py`, for the catalogue.
SENTENCES = {
    "unreadable": N_("{where} cannot be read: {detail}."),
    "unsafe": N_("{where} is no name for a file of a package."),
    "missing": N_("{where} is missing."),
    "extra": N_("{where} does not belong to the package: no manifest names it."),
    "altered": N_("{where} was altered."),
    "manifest": N_("{where} is not written as a manifest of casetracker is."),
    "bagit": N_("{where} does not say what it should."),
    "journal": N_("{where} of the journal cannot be read as one."),
    "order": N_("{where} of the journal is not where it should stand."),
    "entry": N_("{where} of the journal says another number of itself."),
    "payload": N_("{where} of the journal: what it changed is not what the entry says."),
    "chain": N_("The journal does not lead to the hash in data/head.json: an entry was altered, left out or put in."),
    "count": N_("The journal holds {detail} entries; data/head.json does not say so."),
    "head": N_("data/head.json cannot be read as the end of a journal."),
    "signature": N_("The signature over data/head.json is not by the key that it names."),
    "unsigned": N_("The package is not signed, but a key was to be compared."),
    "key": N_("The package is signed by another key than the one to be compared."),
    "public_key": N_("data/public-key.pem is not the key that data/head.json names."),
    "contents": N_("The journal's last entry is not the making of this package with these contents."),
    "record": N_("{where} is not a record that the journal knows."),
    "evidence": N_("{where} is not a file that the record of the item names."),
    "evidence_missing": N_("{where}: a file that its record names is not here."),
    "timestamp": N_("{where} is not a time stamp of a head of this journal."),
    "known_head": N_("The journal is not the one whose end you were given before: {detail}."),
}


@dataclass
class PackageReport:
    """What was found in a package; `compared` where the store it comes from was at hand, and was asked."""

    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    audience: str = ""
    store: str = ""
    key: str = ""
    signed_at: str = ""
    compared: bool = False


def check(path: Path | str, store: CaseStore | None = None, *, key: str = "",
          known: dict[str, Any] | None = None) -> PackageReport:
    """Check a package, a folder or a zip file. `key` (hexadecimal) and `known` (a head given before) are compared with it;
    so is the store it was made from, where it is given."""
    place = Path(path)
    if not place.exists():
        raise UserError(_("There is no file {name}.").format(name=path), _("Check the path."))
    found = checker().check(str(place), key, known)
    head = found.head
    made = PackageReport(
        [Fault(f"package_{code}", where or place.name, _(SENTENCES[code]).format(where=where, detail=detail))
         for code, where, detail in found.faults],
        {"files": found.files, "records": found.records, "evidence": found.evidence, "entries": found.full + found.withheld,
         "timestamps": found.timestamps},
        str(found.package.get("audience", "")), str(head.get("store", "")))
    if found.signed:
        made.key, made.signed_at = str(head["key"]), str(head["at"])
    if store is not None and made.store == store.about.store_id:
        made.compared = True
        _compare(store, found, made)
    return made


def is_from(path: Path | str, folder: Path) -> bool:
    """Whether a package says that it comes from the store in this folder."""
    try:
        said = checker().head_of(str(path))
        return bool(said.get("store") == read_store_file(StoreFolder(folder)).store_id)
    except (UserError, ValueError, OSError):
        return False


def _compare(store: CaseStore, found: Any, made: PackageReport) -> None:
    """The store that made the package must know its journal, its making, and the key."""
    head, place = found.head, str(found.head["sequence"])
    with store.database.snapshot() as connection:
        ours = journal.hash_at(connection, int(head["sequence"]))
        entry = journal.entry_at(connection, int(head["sequence"]))
    if ours is None or ours.hex() != head["hash"]:
        made.faults.append(Fault("package_other_journal", place, _(
            "Journal entry {n} of the store is not the one that the package was signed with: one of the two was"
            " rewritten.").format(n=head["sequence"]), int(head["sequence"])))
    elif entry is None or entry.kind != "package" or entry.extra.get("sha256") != found.own.get("sha256"):
        made.faults.append(Fault("package_not_made", place, _("The store's journal does not know of this package.")))
    if made.key and made.key not in signing.public_keys(store.about.signing or {}):
        made.faults.append(Fault("package_other_key", made.key, _("The package is not signed with the key of the store.")))


def head_in(path: Path | str) -> dict[str, Any]:
    """A head that was handed over: a file of `casetracker head`, the `head.json` of a package, or a package itself."""
    place = Path(path)
    try:
        if place.is_dir() or place.suffix.lower() == ".zip":
            return dict(checker().head_of(str(place)))
        given = json.loads(place.read_text(encoding="utf-8"))
        head = given.get("head", given)
        return {"store": str(head["store"]), "sequence": int(head["sequence"]), "hash": str(head["hash"]),
                "at": str(head["at"])}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(_("{place} holds no head of a journal.").format(place=path)) from error
