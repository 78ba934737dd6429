"""One incident as the readers of a dossier may see it, and the phrases that all sections share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from casetracker.domain import vocabulary as v
from casetracker.domain.claims import LISTS
from casetracker.domain.dates import WorkingDate, parse_edtf
from casetracker.dossier import wording as w
from casetracker.dossier.audience import Audience
from casetracker.dossier.leaks import Guard
from casetracker.dossier.tree import Note, Paragraph, Span, Text
from casetracker.i18n import _, language, ngettext
from casetracker.services import codec, matters
from casetracker.services.findings import Judged

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """`page` is what `services.show` tells of the incident; `as_of` the day on which the record stood so (EDTF)."""

    page: Json
    all_sources: Mapping[str, Json]
    audience: Audience
    guard: Guard
    language: str
    as_of: str
    read: Callable[[str], BinaryIO]
    findings: Sequence[Judged] = ()

    @property
    def incident(self) -> Json:
        found: Json = self.page["incident"]
        return found

    @property
    def reference(self) -> str:
        return str(self.incident["reference"])

    def date(self, edtf: str | None, zone: str | None = None) -> str:
        return w.date(edtf, self.language, zone)

    def today(self) -> str:
        """The day as of which all is told."""
        return self.date(self.as_of)

    # --- what these readers may see ---

    def shown(self, rows: Iterable[Json]) -> list[Json]:
        """The rows whose source, or the item in which they stand, does not forbid it."""
        return [row for row in rows if not self.kept_back(row)]

    def kept_back(self, row: Mapping[str, Any]) -> str:
        """The source or the item by whose condition a row is not shown; empty where it is shown."""
        if self.held_back(row.get("source")):
            return str(row["source"])
        return str(row["evidence"]) if row.get("evidence") in self.page["held_items"] else ""

    def held_back(self, source: str | None) -> bool:
        return source is not None and self.audience.holds_back(self.page["sources"][source])

    def remark_on_held_back(self, rows: Iterable[Json]) -> tuple[Paragraph, ...]:
        """One line for the rows that are not shown: how many, and on whose condition."""
        sources = [by for by in map(self.kept_back, rows) if by]
        if not sources:
            return ()
        told = ngettext(
            "{n} entry is withheld by the sharing condition of its source: {sources}.",
            "{n} entries are withheld by the sharing condition of their source: {sources}.",
            len(sources),
        )
        return (Paragraph(told.format(n=len(sources), sources=", ".join(sorted(set(sources)))), "small"),)

    def none(self, rows: Iterable[Json], sentence: str) -> str:
        """What stands where nothing is shown: that there is nothing, unless there is and it is held back."""
        return _("Nothing is recorded that may be shown here.") if any(rows) else sentence

    def fixed(self, text: str | None) -> str:
        """A text that nobody can amend any more, such as a file's name: held back where it names a protected person."""
        if text and not self.audience.reveals and self.guard.found(text):
            return _("[withheld: it names a protected person]")
        return text or ""

    # --- who says so ---

    def party(self, reference: str) -> Text:
        return w.cat(w.mono(reference), " ", self._called(self.page["parties"][reference]))

    def source(self, reference: str) -> Text:
        source = self.page["sources"][reference]
        if self.audience.holds_back(source):
            return w.cat(w.mono(reference), " ", w.muted(_("(withheld by its sharing condition)")))
        gone = w.muted(_(" (withdrawn)")) if source["withdrawn_at"] else ""
        return w.cat(w.mono(reference), " ", self._called(source), gone)

    def _called(self, record: Json) -> Text:
        label = str(record["label"])
        if not record["protected"]:
            return label
        if self.audience.reveals:
            told = _("{name} (protected; pseudonym “{pseudonym}”)")
            return told.format(name=record["name"] or _("name not recorded"), pseudonym=label)
        return _("“{pseudonym}” (protected)").format(pseudonym=label)

    def told_by(self, row: Json) -> Text:
        """Who says so, and on what basis, as a cell of a table."""
        return w.lines(self._voice(row), self._basis(row))

    def _voice(self, row: Json) -> Text:
        if row["source"] is None:
            return w.muted(_("not attributed"))
        if row["stance"] == "contradicts":
            return w.cat(Span(_("Contradicted by "), bold=True), self.source(row["source"]))
        return self.source(row["source"])

    def _basis(self, row: Json) -> Text:
        match row["basis"]:
            case "inferred":
                return w.cat(Span(_("Inferred by us: "), italic=True), row["basis_note"] or "")
            case "observed":
                return w.cat(
                    Span(_("Observed by us in the item"), italic=True),
                    f": {row['basis_note']}" if row["basis_note"] else "",
                )
        return ""

    def remarks(self, row: Json) -> Text:
        """What else is known of a claim: where it stands, its grade, whether it is the one adopted, a note."""
        locator = _("At: {locator}").format(locator=row["locator"]) if row["locator"] else ""
        item = _("In item {item}").format(item=row["evidence"]) if row.get("evidence") else ""
        return w.lines(locator, item, w.credibility(row), _adopted(row), row["note"] or "")

    # --- counted and derived ---

    def matters(self, name: str) -> list[Json]:
        """The matters that one list of claims speaks of, with their marks, out of the claims that are shown here."""
        shown = {each: self.shown(self.incident[each]) if each == name else [] for each in LISTS}
        return matters.told(shown, self.all_sources)

    def marks(self, name: str) -> Iterator[Paragraph | Note]:
        """What each matter rests on, and where those who speak of it exclude one another."""
        found = self.matters(name)
        if found:
            yield Paragraph(w.lines(*(f"{matter['label']}: {matter['mark']}." for matter in found)), "small")
        yield from (self._dissent(matter) for matter in found if matter["disputed"])

    def _dissent(self, matter: Json) -> Note:
        rows = {row["id"]: row for row in self.incident[matter["list"]]}
        said = "; ".join(_said(value, rows) for value in matter["values"])
        return Note("caution", _("On “{matter}”: {said}. {settled}").format(
            matter=matter["label"], said=said, settled=settled(matter["adopted"])), _("Dissent"))

    def working_date(self) -> WorkingDate | None:
        """The date by which the incident is placed, out of the dates that are shown here."""
        return codec.working_of(self.shown(self.incident["dates"]))


def _adopted(row: Json) -> str:
    if not row["adopted"]:
        return ""
    told = _("Adopted by {who}").format(who=row["adopted_by"] or _("a person not recorded"))
    if row.get("adopted_on"):
        told += f", {parse_edtf(row['adopted_on']).describe(language())}"
    reviewed = (
        _("reviewed by {who}").format(who=row["reviewed_by"]) if row["reviewed_by"] else _("not reviewed")
    )
    return f"{told} ({reviewed})" + (f": {row['adopted_reason']}" if row["adopted_reason"] else "")


def settled(adopted: object) -> str:
    """Whether anybody has decided between values that exclude one another."""
    return _("One value is adopted; the others stand beside it.") if adopted else _("None of these is preferred here.")


def _said(value: Json, rows: Mapping[str, Json]) -> str:
    """"4 (S-000001; denied by S-000002)": one value of a matter, with who says it and who denies it in so many words."""
    denied = _voices(rows[each] for each in value["against"] if rows[each]["stance"] == "contradicts")
    voices = (_voices(rows[each] for each in value["claims"]), _("denied by {who}").format(who=denied) if denied else "")
    return f"{value['label']} ({'; '.join(part for part in voices if part)})"


def _voices(rows: Iterable[Json]) -> str:
    return ", ".join(dict.fromkeys(_("our inference") if row["basis"] == "inferred" else row["source"] or _("not attributed")
                                   for row in rows))


def label(vocabulary: v.Vocabulary, code: str | None) -> str:
    """The label of a code within a sentence."""
    found = vocabulary.label(code)
    return found[:1].lower() + found[1:]
