"""What a recipient needs to check the dossier without trusting those who made it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case
from casetracker.dossier.sections.evidence import held_back
from casetracker.dossier.tree import Block, Column, Note, Pairs, Paragraph, Section, Table
from casetracker.i18n import _


@dataclass(frozen=True)
class Standing:
    """The journal entry as of which all is told, and the store whose journal it is."""

    store_id: str
    at: str
    sequence: int
    hash: str


def sections(cases: Sequence[Case], standing: Standing, unprintable: Mapping[str, int]) -> Iterator[Section]:
    yield Section(_("Presumption of innocence and words used"), tuple(_words()))
    yield Section(_("Integrity"), tuple(_integrity(cases, standing)))
    yield Section(_("Characters that could not be printed"), (_characters(unprintable),), 2)


def presumption() -> Note:
    return Note("presumption", _(
        "Every person named or described here is presumed innocent until proved guilty according to law (Rome Statute of "
        "the International Criminal Court, adopted at Rome on 17 July 1998, article 66). What is said of anybody's conduct "
        "is alleged by the source named, and by nobody else."))


def _words() -> Iterator[Block]:
    yield presumption()
    yield Paragraph(_(
        "“Alleged”, “according to” and “stated” report what a source says. “Inferred by us” and “derived by casetracker” "
        "mark what no source says. An assessment is the opinion of those who keep the record; a stage of proceedings is "
        "the act of the body that conducts them. “None known as of” a date is not “none”."))
    yield Paragraph(_(
        "Reliability of a source (A to F) and credibility of a piece of information (1 to 6) are graded apart from each "
        "other: a reliable source may be wrong, and an unreliable one right."))


def _integrity(cases: Sequence[Case], standing: Standing) -> Iterator[Block]:
    yield Paragraph(_(
        "This dossier tells the record as it stood after one entry of the journal in which every change is described. "
        "Nothing of the making of this file stands in it, so that the same record gives the same file, byte for byte."))
    yield Pairs(w.pairs(
        (_("Case store"), w.mono(standing.store_id)),
        (_("Record as it stood at"), w.moment(standing.at)),
        (_("Journal entry"), str(standing.sequence)),
        (_("SHA-256 of that entry"), w.mono(standing.hash))))
    yield Paragraph(_(
        "To check the record: whoever holds the store can show that entry. Each entry's hash covers the entry before it; "
        "the command “casetracker verify” computes the chain anew, compares every record with its last entry, and reads "
        "every evidence file again."))
    yield Paragraph(_(
        "To check a file handed over with this dossier: compute its SHA-256 with any program and compare it with the "
        "list below. They differ if a single bit does."))
    yield Paragraph(_(
        "To check this dossier: its own SHA-256, which no file can state of itself, is kept in the journal of the store. "
        "Ask the holder to confirm it, or to print the dossier again and compare."))
    files = {file["sha256"]: (item["reference"], w.size(file["size"])) for case in cases for item in case.page["evidence"]
             if not held_back(case, item) for file in item["files"] if file["sha256"] and not file["destroyed_at"]}
    yield Table(
        (Column(_("Exhibit"), 1.0), Column(_("Size"), 1.1, "right"), Column(_("SHA-256"), 4.6, mono=True)),
        tuple((w.mono(exhibit), size, sha256) for sha256, (exhibit, size) in sorted(
            files.items(), key=lambda file: (file[1][0], file[0]))),
        caption=_("Files"), empty=_("No file is held."))


def _characters(unprintable: Mapping[str, int]) -> Table:
    return Table(
        (Column(_("Code point"), 1.0, mono=True), Column(_("Name"), 3.0), Column(_("How often"), 0.8, "right")),
        tuple((f"U+{ord(sign):04X}", unicodedata.name(sign, _("without a name")), str(unprintable[sign]))
              for sign in sorted(unprintable)),
        caption=_("Shown by their code point in square brackets, because they are hidden signs or no font here has them")
        if unprintable else "",
        empty=_("None: every character is printed as it was typed."))
