"""The statement of whoever collected an evidence item, on paper for signature: who, with what, when, and which files.

It says nothing that is not recorded; where nothing is, a line is left to be filled in by hand. The same record gives the
same bytes, and the journal keeps the SHA-256, as with a dossier.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import casetracker
from casetracker import i18n
from casetracker.domain import vocabulary as v
from casetracker.domain.clock import from_text
from casetracker.dossier import held, leaks, placing
from casetracker.dossier import wording as w
from casetracker.dossier.collect import LANGUAGES
from casetracker.dossier.leaks import Guard
from casetracker.dossier.make import Made
from casetracker.dossier.tree import (
    Block,
    Column,
    Dossier,
    Pair,
    Pairs,
    Paragraph,
    Part,
    Section,
    Table,
    Text,
)
from casetracker.errors import InvalidRecord
from casetracker.i18n import _
from casetracker.services import custody, show, standing
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import changing
from casetracker.services.protected import ProtectedName
from casetracker.store.journal import Entry

Json = dict[str, Any]
LINE = "_" * 58


def make(store: CaseStore, exhibit: str, out: Path | str, *, language: str = "en", force: bool = False) -> Made:
    """Print the statement of an item's collector; an existing file is replaced only with `force`."""
    from casetracker.dossier.pdf import sheet

    target = placing.target(store, Path(out), force)
    names = _names(store, exhibit, target.stem)
    tree = collect(store, exhibit, language, Guard(tuple(names)))
    leaks.refuse(tree, names, target.stem)
    rendered = sheet.render(tree)
    sha256 = hashlib.sha256(rendered.pdf).hexdigest()
    waiting = placing.write(target, rendered.pdf)
    try:
        if store.read_only:
            placing.place(waiting, target, force)
            return Made(target, sha256, rendered.pages, 0,
                        _("The store is open for reading only; its journal does not mention this statement."))
        with changing(store, extra={"sha256": sha256}) as change:
            sequence = change.journal(
                what=_("Print the collector's statement of {reference}").format(reference=tree.reference),
                entry_kind="dossier", kind="dossier", record_id=change.new_id(), reference=tree.reference, before=None,
                after={"statement": tree.reference, "language": language, "pages": rendered.pages, "sha256": sha256,
                       "record_sequence": tree.record_sequence, "record_hash": tree.record_hash,
                       "producer": f"casetracker {casetracker.__version__}"})
            placing.place(waiting, target, force)
    finally:
        waiting.unlink(missing_ok=True)
    return Made(target, sha256, rendered.pages, sequence)


def _names(store: CaseStore, exhibit: str, stem: str) -> list[ProtectedName]:
    """The names that must not be printed: as for a dossier of the incidents that the item bears on."""
    item = show.record(store, exhibit, kind="evidence")
    pages = [show.incident_page(store, link["incident"]) for link in item["links"]]
    texts = [value for value in item.values() if isinstance(value, str)]
    texts += [file["original_name"] for file in item["files"] if file["original_name"]]
    texts += [_place([show.record(store, reference)]) or "" for reference in custody.references_of(store, exhibit)]
    return held.names(store, pages, [stem, *texts])


def collect(store: CaseStore, exhibit: str, language: str, guard: Guard) -> Dossier:
    """The statement as a tree, in its own language."""
    if language not in LANGUAGES:
        raise InvalidRecord({"language": _("is {code!r}; it must be one of: {codes}").format(
            code=language, codes=", ".join(LANGUAGES))})
    with store.database.snapshot(), i18n.speaking(language):
        item = show.record(store, exhibit, kind="evidence")
        entries = [show.record(store, reference) for reference in custody.references_of(store, exhibit)]
        return _tree(store, item, entries, language, standing.exhibit_stood_at(store, exhibit), guard)


def _tree(store: CaseStore, item: Json, entries: list[Json], language: str, entry: Entry, guard: Guard) -> Dossier:
    sections = (
        Section("", (Pairs(tuple(_about(item))),)),
        Section(_("Collected"), (Pairs(tuple(_collected(item, entries, language))),)),
        Section(_("Files"), (_files(item, guard),)),
        Section(_("Signature"), tuple(_signature(item))),
        Section("", (Paragraph(w.cat(_("Case store"), " ", w.mono(store.about.store_id), "; ",
                                     _("journal entry {sequence}, SHA-256").format(sequence=entry.sequence), " ",
                                     w.mono(entry.hash)), "small"),)),
    )
    return Dossier(
        title=_("Statement of the collector"), reference=item["reference"],
        confidentiality=v.CONFIDENTIALITY.label(item["confidentiality"]), record_stood_at=from_text(entry.at),
        record_sequence=entry.sequence, record_hash=entry.hash, parts=(Part(sections),), language=language,
        subject=_("Statement of the collector"))


def _about(item: Json) -> Iterator[Pair]:
    yield Pair(_("Evidence item"), w.cat(w.mono(item["reference"]), " ", item["title"]))
    yield Pair(_("Kind"), v.EVIDENCE_KIND.label(item["kind"]))


def _collected(item: Json, entries: list[Json], language: str) -> Iterator[Pair]:
    tool = (item["collected_tool"], item["tool_version"])
    yield Pair(_("By whom"), _or_line(item["collected_by"]))
    yield Pair(_("In what capacity"), _or_line(item["collected_capacity"]))
    yield Pair(_("With what tool"), _or_line(tool[0]))
    yield Pair(_("Version of the tool"), _or_line(tool[1]))
    yield Pair(_("Clock checked against"), _or_line(item["clock_checked"]))
    yield Pair(_("Captured at"), _or_line(w.date(item["captured_at"], language)))
    yield Pair(_("Acquired"), _or_line(w.date(item["acquired"], language)))
    if item["url"]:
        yield Pair(_("Address"), item["url"])
    yield Pair(_("Place"), _or_line(_place(entries)))
    yield Pair(_("Able to testify"), _("yes") if item["able_to_testify"] else LINE)


def _place(entries: list[Json]) -> str | None:
    """Where the item was collected, as the entry of custody on its collection says."""
    return next((entry["place"] for entry in entries if entry["act"] == "collected" and entry["place"]), None)


def _or_line(value: str | None) -> Text:
    return value if value and value.strip() else LINE


def _files(item: Json, guard: Guard) -> Block:
    return Table(
        (Column(_("File"), 1.9), Column(_("Size and media type"), 1.2), Column(_("SHA-256"), 2.6, mono=True)),
        tuple((w.lines(v.FILE_ROLE.label(file["role"]), _name(file["original_name"], guard)),
               w.lines(w.size(file["size"]), file["media_type"] or ""), file["sha256"] or "") for file in item["files"]),
        empty=_("No file is held."))


def _name(name: str | None, guard: Guard) -> Text:
    """A file's name cannot be amended; one that names a protected person is left out."""
    return w.muted(_("[withheld: it names a protected person]") if guard.found(name or "") else name or "")


def _signature(item: Json) -> Iterator[Block]:
    yield Paragraph(_("The particulars above are taken from the record. Where a line is left, nothing is recorded; it is "
                      "filled in by hand by the person who signs."))
    yield Pairs((Pair(_("Name"), _or_line(item["collected_by"])), Pair(_("Date"), f"\n{LINE}"),
                 Pair(_("Signature"), f"\n{LINE}")))
