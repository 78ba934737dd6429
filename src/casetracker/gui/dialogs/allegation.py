"""Alleging a provision, or choosing another text or mode of liability for an allegation that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from casetracker.domain.shapes import ALLEGATION
from casetracker.errors import InvalidRecord
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.forms import opener
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.forms.reading import labels_of
from casetracker.gui.widgets.basics import (
    STEP,
    Flowing,
    buddy,
    column,
    keys_of,
    named,
    plain,
    quiet,
    whenever_alive,
)
from casetracker.gui.widgets.choices import CalmCombo
from casetracker.gui.widgets.faults import sentence_of
from casetracker.gui.widgets.provision_tree import ProvisionTree
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.case_store import CaseStore

_FIELDS = tuple(ALLEGATION.field(name) for name in ("liability", "party", "note"))


class Allege(Dialog):
    """Shows which text is proposed, and why, before anything is saved; counsel may choose another."""

    def __init__(self, ops: Operations, incident: str, parent: QWidget | None, allegation: str = "") -> None:
        title = _("Edit {reference}").format(reference=allegation) if allegation else _(
            "Add an allegation to {reference}").format(reference=incident)
        super().__init__("allege", title, parent,
                         _("A candidate qualification. The program proposes; counsel decides."), QSize(980, 680))
        self._ops, self._incident, self._allegation = ops, incident, allegation
        self._page: dict[str, Any] = {}
        self.provisions = ProvisionTree()
        self.version = named(CalmCombo(), "allege_version", _("Version of the text"))
        self.version.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.version.setMinimumContentsLength(16)
        self._kit = Kit(ops, opener(ops))
        self.panel = Panel(_FIELDS, "allege", self._kit,
                           taken_keys=keys_of(_("&Save"), _("&Cancel"), _("&Version of the text")))
        self._told = column(gap=STEP // 2)
        self.add(self._laid_out(), 1)
        self.save_button = self.add_confirm("save", _("&Save"))
        self.add_cancel()
        self.save_button.setEnabled(False)
        self.provisions.chosen.connect(self._propose)
        store = ops.store
        ops.read(lambda: _read(store, incident, allegation), whenever_alive(self, self._arrived),
                 whenever_alive(self, self.refused))
        self.provisions.search.setFocus()

    def _laid_out(self) -> QWidget:
        right = Flowing()
        right.setLayout(column(self._told, buddy(_("&Version of the text"), self.version), self.version, self.panel,
                               gap=int(1.5 * STEP)))
        box = right.layout()
        assert box is not None
        box.setContentsMargins(STEP, 0, STEP, 0)
        box.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = named(QScrollArea(), "allege_area", _("Text and mode of liability"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(right)
        both = named(QSplitter(Qt.Orientation.Horizontal), "allege_both")
        both.setChildrenCollapsible(False)
        both.addWidget(self.provisions)
        both.addWidget(area)
        both.setSizes([300, 620])
        return both

    def confirm(self) -> None:
        from casetracker.services import records

        problems = self.panel.problems()
        self.panel.show_problems(problems)
        if problems or not self.provisions.code:
            return
        values = {**self.panel.values(), "provision": self.provisions.code, "version": self.version.currentData() or None}
        store, incident, allegation = self._ops.store, self._incident, self._allegation
        base = self._page["allegation"] or {}
        self.write(self._ops, lambda: (
            records.amend(store, allegation, values, base={name: base[name] for name in values}) if allegation
            else records.add(store, "allegation", {"incident": incident, **values})))

    def refused(self, error: Exception) -> None:
        super().refused(error)
        self.save_button.setEnabled(bool(self.provisions.code))
        if isinstance(error, InvalidRecord):
            self.panel.show_problems({place: sentence_of(place, why) for place, why in error.problems.items()
                                      if place in self.panel.editors})

    def _arrived(self, found: dict[str, Any]) -> None:
        self._page = found
        self._kit.labels.update(found["labels"])
        self.provisions.suggest(found["suggested"])
        given = found["allegation"]
        self.panel.fill({name: given[name] for name in self.panel.editors} if given else {"liability": "not_determined"})
        if given:
            self.provisions.show_code(given["provision"])
            self.version.setCurrentIndex(max(0, self.version.findData(given["version"] or "")))

    def _propose(self, code: str) -> None:
        """The texts of the provision under the cursor, and why one of them is proposed."""
        from casetracker.domain import law
        from casetracker.services import allegations

        self.save_button.setEnabled(bool(code and self._page))
        self.version.clear()
        self._tell([])
        if not code or not self._page:
            return
        proposal = allegations.proposal_for(self._page["incident"], code)
        proposed = " / ".join(each["title"] for each in proposal["versions"])
        self.version.addItem(_("As proposed: {versions}").format(versions=proposed), "")
        for version in law.provision(code).versions:
            told = version.label if version.in_force_from else _("{version} (entry into force to be confirmed)").format(
                version=version.label)
            self.version.addItem(told, version.code)
        forms = [_("It has forms of its own, with the elements: choose one if you can.")] if proposal["forms"] else []
        self._tell([f"{proposal['citation']} — {proposal['title']}", *forms, *proposal["reasons"],
                    allegations.ours(law.provision(code))])

    def _tell(self, sentences: list[str]) -> None:
        while self._told.count():
            item = self._told.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for number, sentence in enumerate(sentences or [_("Choose a provision at the left.")]):
            shown = plain(sentence) if sentences and not number else quiet(sentence, selectable=True)
            self._told.addWidget(named(shown, f"allege_told_{number}", sentence))


def _read(store: CaseStore, incident: str, allegation: str) -> dict[str, Any]:
    from casetracker.services import law_texts, show

    record = show.record(store, incident, kind="incident")
    given = show.record(store, allegation, kind="allegation") if allegation else None
    named_party = [given["party"]] if given and given["party"] else []
    return {"incident": record, "allegation": given, "labels": labels_of(store, named_party),
            "suggested": law_texts.suggested(record["violation_types"])}
