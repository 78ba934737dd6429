"""Working on one element of an allegation: how far it is supported, and what speaks for or against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QListWidgetItem, QWidget

from casetracker.domain.folding import fold
from casetracker.domain.shapes import ALLEGATION
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.widgets.basics import (
    STEP,
    buddy,
    calm_selection,
    column,
    heading,
    keys_of,
    named,
    plain,
    row,
    whenever_alive,
)
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.element_matrix import entry_text
from casetracker.gui.widgets.texts import clearable
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

Row = Mapping[str, Any]
_CHOICE = Qt.ItemDataRole.UserRole


class AssessElement(Dialog):
    """The assessment of one element, with the note that is work product."""

    def __init__(self, ops: Operations, reference: str, element: Row, parent: QWidget | None) -> None:
        super().__init__("assess_element", _("Assess an element of {reference}").format(reference=reference), parent,
                         _("How far what is held supports the element. Notes are work product: they leave with the "
                           "internal dossier only."), QSize(560, 380))
        self._ops, self._reference, self._element = ops, reference, str(element["element"])
        self.add(heading(str(element["label"]), 1.05))
        fields = ALLEGATION.field("elements")
        self.panel = Panel((fields.field("assessment"), fields.field("note")), "assess",
                           Kit(ops, lambda *_given: None), taken_keys=keys_of(_("&Save"), _("&Cancel")))
        self.panel.fill({"assessment": element["assessment"] or "none", "note": element["note"]})
        self.add(self.panel)
        self.add_space()
        self.save_button = self.add_confirm("save", _("&Save"))
        self.add_cancel()
        self.panel.focus_on("assessment")

    def confirm(self) -> None:
        from casetracker.services import allegations

        values, store, reference, element = self.panel.values(), self._ops.store, self._reference, self._element
        self.write(self._ops, lambda: allegations.assess(
            store, reference, element, str(values["assessment"]), str(values["note"] or "")))


class ElementEvidence(Dialog):
    """One side of an element: what stands there, and the incident's items and claims to choose from."""

    def __init__(self, ops: Operations, reference: str, element: Row, side: str, parent: QWidget | None) -> None:
        told = _("What speaks for an element of {reference}") if side == "for" else _(
            "What speaks against an element of {reference}")
        super().__init__("element_evidence", told.format(reference=reference), parent, "", QSize(700, 620))
        self._ops, self._reference, self._element, self._side = ops, reference, str(element["element"]), side
        self.add(heading(str(element["label"]), 1.05))
        for entry in element[side]:
            self.add(self._entry(entry))
        self._build_choice()
        self.add_button_ = self.add_confirm("add", _("&Add"))
        self.add_cancel(_("&Close"))
        self.add_button_.setEnabled(False)
        store = ops.store
        ops.read(lambda: _choices(store, reference), whenever_alive(self, self._arrived), whenever_alive(self, self.refused))
        self.search.setFocus()

    def confirm(self) -> None:
        from casetracker.services import allegations

        kind, value = self.list.currentItem().data(_CHOICE)
        store, reference, element, side = self._ops.store, self._reference, self._element, self._side
        locator, note = self.locator.text().strip() or None, self.note.text().strip() or None
        self._do(lambda: allegations.put_evidence(store, reference, element, side, locator=locator, note=note,
                                                  **{kind: value}))

    def _build_choice(self) -> None:
        self.search = named(QLineEdit(), "element_evidence_search", _("Find an item or a claim"))
        self.search.setPlaceholderText(_("Type to find…"))
        clearable(self.search)
        self.list = named(QListWidget(), "element_evidence_list", _("Items and claims of the incident"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setWordWrap(True)
        calm_selection(self.list)
        self.locator = named(QLineEdit(), "element_evidence_locator", _("Page or timecode"))
        self.note = named(QLineEdit(), "element_evidence_note", _("Note"))
        self.add(column(buddy(_("&Items and claims of the incident"), self.list), self.search, self.list, gap=STEP // 2), 1)
        self.add(row(buddy(_("&Page or timecode"), self.locator), self.locator, buddy(_("&Note"), self.note), self.note))
        self.search.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(lambda now, _before: self.add_button_.setEnabled(now is not None))

    def _entry(self, entry: Row) -> QWidget:
        holder = named(QWidget(), f"entry_{entry['id']}", entry_text(entry))
        take = action(f"take_away_{entry['id']}", _("Take away"), partial(self._take_away, str(entry["id"])),
                      _("Take away: {what}").format(what=entry_text(entry)))
        take.setEnabled(not self._ops.store.read_only)
        line = row(plain(entry_text(entry), "entry_text"), take)
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder

    def _take_away(self, row_id: str) -> None:
        from casetracker.services import allegations

        store, reference = self._ops.store, self._reference
        self._do(lambda: allegations.take_away(store, reference, row_id))

    def _do(self, work: Any) -> None:
        self.write(self._ops, work)

    def _arrived(self, choices: list[tuple[str, str, str]]) -> None:
        for kind, value, told in choices:
            item = QListWidgetItem(told)
            item.setData(_CHOICE, (kind, value))
            self.list.addItem(item)
        if not choices:
            self.message.say(_("The incident has no evidence item and no claim yet."))

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed).split()
        for line in range(self.list.count()):
            item = self.list.item(line)
            item.setHidden(not all(word in fold(item.text()) for word in wanted))


def _choices(store: Any, reference: str) -> list[tuple[str, str, str]]:
    """(parameter, value, words) of all that the allegation's incident holds and claims."""
    from casetracker.services import show

    incident = show.record(store, reference, kind="allegation")["incident"]
    return list(_offered(show.incident_page(store, incident)))


def _offered(page: Row) -> Iterator[tuple[str, str, str]]:
    from casetracker.services import claim_ids

    for item in page["evidence"]:
        yield "evidence", item["reference"], f"{item['reference']} · {item['label']}"
    for name, claim in claim_ids.claims_of(page["incident"]):
        told = claim_ids.words_of(name, claim)
        source = _("according to {source}").format(source=claim["source"]) if claim["source"] else _("not attributed")
        label = str(page["sources"].get(claim["source"], {}).get("label", ""))
        yield "claim", claim["id"], " · ".join(part for part in (told, source, label) if part)
