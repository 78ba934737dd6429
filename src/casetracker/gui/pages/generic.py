"""The page of a source, a party, a body, a proceeding and whatever else has a shape: its parts, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QWidget

from casetracker.domain import vocabulary as v
from casetracker.domain.shapes import Field, kind_of_reference, shape_of
from casetracker.gui.forms.arrangement import parts_of
from casetracker.gui.forms.reading import labels_of, read_with_labels, references_in
from casetracker.gui.pages.about import sections as about_sections
from casetracker.gui.pages.accounts import care_tags
from casetracker.gui.pages.chains import chain_section
from casetracker.gui.pages.claims import according_to
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts, facts
from casetracker.gui.pages.header import Header
from casetracker.gui.pages.histories import journal_section, stage_line
from casetracker.gui.pages.record_page import RecordPage
from casetracker.gui.widgets.basics import STEP, column, label, named, plain, row, top_line
from casetracker.gui.widgets.buttons import Chip, action
from casetracker.gui.widgets.flow import flowing
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.wording import listed_text, row_text
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore

JOURNAL_LINES = 8
_SHOWN_IN_HEAD = frozenset({"title", "name", "protected"})
# Parts of the form that have a section of their own on the page.
_TOLD_ELSEWHERE = {"evidence": frozenset({"Verification"}), "proceeding": frozenset({"Steps"})}


class GenericPage(RecordPage):
    """Driven by the shape of its kind."""

    def read(self, store: CaseStore, reference: str, revealed: bool) -> dict[str, Any]:
        from casetracker.services import about, chains, history, show

        record, labels = read_with_labels(store, reference, revealed)
        chain = chains.chain(store, reference, reveal=revealed) if self._kind == "source" else None
        beside = about.of(store, reference)
        labels |= labels_of(store, (each for kind, found in beside.items() for one in found
                                    for each in references_in(one, kind_of_reference(one["reference"]) or kind)))
        return {"record": record, "chain": chain, "labels": labels, "label": show.label(store, reference), "about": beside,
                "used_in": show.used_in(store, reference),
                "journal": history.entries(store, reference, limit=JOURNAL_LINES)}

    def parts(self, found: dict[str, Any]) -> Iterator[QWidget]:
        context = self.context(found["labels"])
        yield self.head(context, found)
        yield from self.sections(context, found)

    def head(self, context: Context, found: dict[str, Any]) -> Header:
        record = found["record"]
        header = Header(context, self._title(found), record)
        header.add_common_actions(bool(record.get("withdrawn_at")))
        if record.get("protected"):
            header.add(self._protection(record))
        if context.kind == "proceeding":
            header.add(flowing(_stage_chip(context, record)))
        if context.kind == "account" and care_tags(record):
            header.add(flowing(*care_tags(record)))
        return header

    def sections(self, context: Context, found: dict[str, Any]) -> Iterator[QWidget]:
        record, shape = found["record"], shape_of(context.kind)
        for number, part in enumerate(parts_of(shape, new=False)):
            if part.title in _TOLD_ELSEWHERE.get(context.kind, ()):
                continue
            section = Section(f"part_{number}", _(part.title))
            if context.amendable:
                context.action(section, "edit", _("Edit…"), partial(context.edit, part.fields[0].name))
            if fill_part(context, section, part.fields, record):
                yield section
        if context.kind == "proceeding":
            yield _stage_history(context, record)
        if found.get("chain") is not None:
            yield chain_section(context, found["chain"])
        yield from about_sections(context, found["about"], record)
        yield used_in(context, found["used_in"])
        yield journal_section(context, found["journal"])

    def _title(self, found: dict[str, Any]) -> str:
        """The name itself only where it is not protected, or was revealed on this page."""
        record = found["record"]
        shown = record.get("name") if record.get("protected") and self._revealed else ""
        return str(shown or found["label"])

    def _protection(self, record: Record) -> QWidget:
        banner = named(QFrame(), "page_protected", _("Protected"))
        banner.setProperty("notice", "note")
        if "hidden" in record:
            told = _("Protected. Lists, dossiers and the journal show the pseudonym; the name is hidden here too.")
            button = action("page_reveal", _("Reveal the name"), self.reveal)
        else:
            told = _("The name is shown because you asked for it. It is hidden again when you leave this page.")
            button = action("page_hide", _("Hide the name"), self.hide_again)
        line = row(label(told), button, margin=STEP)
        line.setStretch(0, 1)
        banner.setLayout(line)
        return banner


def fill_part(context: Context, section: Section, fields: tuple[Field, ...], record: Record) -> bool:
    """The fields of one part that hold something; whether there are any."""
    pairs = [(_(field.label), _value(context, field, record)) for field in fields
             if field.type != "list" and field.name not in _SHOWN_IN_HEAD]
    lists = [field for field in fields if field.type == "list" and record.get(field.name)]
    told = [(caption, value) for caption, value in pairs if value]
    if told:
        section.add(facts(section.objectName(), told))
    for field in lists:
        if told or len(lists) > 1:
            section.add(label(_(field.label)))
        section.add(Parts(field.name, record[field.name], partial(list_row, context, field)))
    return bool(told or lists)


def _value(context: Context, field: Field, record: Record) -> str | QWidget:
    value = record.get(field.name)
    if field.name in (record.get("hidden") or ()):
        return ""
    if field.type == "ref" and value:
        return _reference(context, str(value))
    if field.type == "flag" and not value:
        return ""
    if field.name == "register_number" and not value:
        return _("not known")
    return listed_text(field, value, context.labels)


def _reference(context: Context, reference: str, rest: str = "") -> QWidget:
    told = " · ".join(part for part in (context.name_of(reference), rest) if part)
    holder = QWidget()
    holder.setLayout(top_line(context.link(reference), plain(told, "reference_name")))
    return holder


def list_row(context: Context, field: Field, values: Record) -> QWidget:
    """One row of a list; the record it is about first, as a link."""
    first = next((inner for inner in field.fields if inner.type == "ref" and values.get(inner.name)), None)
    if first is None:
        return plain(row_text(field, values, context.labels), f"{field.name}_row")
    apart = {first.name, "source", "note"}
    rest = row_text(field, {name: value for name, value in values.items() if name not in apart}, context.labels)
    lines = [_reference(context, str(values[first.name]), rest)]
    if values.get("source") and first.name != "source":
        lines.append(according_to(context, str(values["source"])))
    if values.get("note"):
        lines.append(plain(str(values["note"]), f"{field.name}_note", muted=True))
    holder = QWidget()
    holder.setLayout(column(*lines, gap=2))
    return holder


def used_in(context: Context, incidents: list[tuple[str, str]]) -> Section:
    section = Section("used_in", _("Used in"))
    if incidents:
        section.add(Parts("used_in", incidents, lambda each: _titled(context, *each), lines=False))
    else:
        section.add_empty(_("No incident refers to this record yet."))
    return section


def _titled(context: Context, reference: str, title: str) -> QWidget:
    holder = QWidget()
    holder.setLayout(top_line(context.link(reference), plain(title, "used_in_title")))
    return holder


def _stage_chip(context: Context, record: Record) -> Chip:
    from casetracker.gui import dialogs

    chip = Chip(_("Stage"), v.STAGE.label(record["stage"]), record["stage"])
    chip.leads_to(lambda: dialogs.move_stage(context.ops, context.reference, context.page), _("Move the stage…"))
    chip.setObjectName("chip_stage")
    chip.setEnabled(context.editable)
    return chip


def _stage_history(context: Context, record: Record) -> Section:
    from casetracker.gui import dialogs

    section = Section("history", _("Stage history"))
    context.action(section, "move", _("Move the stage…"),
                   lambda: dialogs.move_stage(context.ops, context.reference, context.page))
    if record["history"]:
        section.add(Parts("history", record["history"][::-1], lambda each: _stage(context, each), lines=False))
    else:
        section.add_empty(_("The stage has not been moved yet."))
    return section


def _stage(context: Context, move: Record) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(stage_line(context, move)))
    return holder
