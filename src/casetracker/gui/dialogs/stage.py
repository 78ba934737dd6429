"""Recording the stage of a proceeding: theirs, with the date of the fact, the date we learned of it, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QScrollArea, QWidget

from casetracker.domain.shapes import PROCEEDING, Field
from casetracker.errors import InvalidRecord
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.forms import opener
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.forms.reading import read_with_labels
from casetracker.gui.pages.context import Context
from casetracker.gui.pages.facts import Parts
from casetracker.gui.pages.histories import stage_line
from casetracker.gui.widgets.basics import (
    STEP,
    Flowing,
    column,
    heading,
    keys_of,
    named,
    quiet,
    whenever_alive,
)
from casetracker.gui.widgets.faults import sentence_of
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

_FIELDS = (
    PROCEEDING.field("stage"),
    Field("date", N_("Date of the fact"), "when", help=N_("When the stage was reached. Empty: not known.")),
    Field("learned", N_("Learned on"), "when"),
    Field("source", N_("According to"), "ref", target="source"),
    Field("reason", N_("Reason or ground"), "long"),
)


class MoveStage(Dialog):
    """A stage may repeat or go back; a wrong line is corrected by a further one."""

    def __init__(self, ops: Operations, reference: str, parent: QWidget | None) -> None:
        super().__init__("move_stage", _("Move the stage of {reference}").format(reference=reference), parent,
                         _("The stage is theirs: what a body has decided, according to a source."), QSize(640, 620))
        self._ops, self._reference = ops, reference
        self._kit = Kit(ops, opener(ops))
        self.panel = Panel(_FIELDS, "stage", self._kit, taken_keys=keys_of(_("&Move"), _("&Cancel")))
        self.add(self.panel)
        self._history = column(gap=STEP)
        self._history.setContentsMargins(0, 0, STEP, 0)
        area = named(QScrollArea(), "stage_history", _("Stage history"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = Flowing()
        inside.setLayout(self._history)
        area.setWidget(inside)
        self.add(heading(_("Stage history")))
        self.add(area, 1)
        self.move_button = self.add_confirm("move", _("&Move"))
        self.add_cancel()
        self.panel.setEnabled(False)
        store = ops.store
        ops.read(lambda: read_with_labels(store, reference), whenever_alive(self, self._arrived),
                 whenever_alive(self, self.refused))

    def confirm(self) -> None:
        from casetracker.services import status

        problems = self.panel.problems()
        self.panel.show_problems(problems)
        if problems:
            return
        values, store, reference = self.panel.values(), self._ops.store, self._reference
        stage, reason = str(values["stage"]), str(values["reason"] or "")
        date, learned, source = (_text(values[name]) for name in ("date", "learned", "source"))
        self.write(self._ops, lambda: status.move_stage(
            store, reference, stage, date=date, learned=learned, source=source, reason=reason))

    def refused(self, error: Exception) -> None:
        super().refused(error)
        if isinstance(error, InvalidRecord):
            self.message.say("")
            self.panel.show_problems({place: sentence_of(place, why) for place, why in error.problems.items()})

    def _arrived(self, found: tuple[dict[str, Any], dict[str, str]]) -> None:
        record, labels = found
        self._kit.labels.update(labels)
        self.panel.setEnabled(True)
        self.panel.fill({"stage": record["stage"]})
        context = Context(self._ops, self, self._reference, "proceeding", lambda _reference: None, labels)
        moves = record["history"][::-1]
        self._history.addWidget(Parts("stages", moves, lambda move: stage_line(context, move), lines=False) if moves
                                else quiet(_("The stage has not been moved yet.")))
        self._history.addStretch(1)
        self.panel.focus_on("stage")


def _text(value: object) -> str | None:
    return str(value) if value else None
