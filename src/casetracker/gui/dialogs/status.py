"""Moving our own two statuses of an incident, with the reason where one is due and the history beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QScrollArea, QWidget

from casetracker.domain.shapes import INCIDENT, Field
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.pages.facts import Parts
from casetracker.gui.pages.histories import status_line
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
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

_FIELDS = (INCIDENT.field("assessment"), INCIDENT.field("handling"),
           Field("reason", N_("Reason"), "long"))


class MoveStatus(Dialog):
    """Assessment and handling of one incident."""

    def __init__(self, ops: Operations, reference: str, parent: QWidget | None) -> None:
        super().__init__("move_status", _("Move the status of {reference}").format(reference=reference), parent,
                         _("Both are ours. What a prosecutor or a court has decided is the stage of a proceeding."),
                         QSize(600, 560))
        self._ops, self._reference = ops, reference
        self._before: dict[str, Any] = {}
        self.panel = Panel(_FIELDS, "status", Kit(ops, lambda *_given: None), taken_keys=keys_of(_("&Move"), _("&Cancel")))
        self.need = named(quiet(""), "status_need")
        self.add(self.panel)
        self.add(self.need)
        self._history = column(gap=STEP)
        self._history.setContentsMargins(0, 0, STEP, 0)
        self.add(self._history_area(), 1)
        self.move_button = self.add_confirm("move", _("&Move"))
        self.add_cancel()
        self.panel.changed.connect(lambda _name: self._weigh())
        self.panel.setEnabled(False)
        store = ops.store
        ops.read(lambda: _read(store, reference), whenever_alive(self, self._arrived), whenever_alive(self, self.refused))

    def confirm(self) -> None:
        from casetracker.services import status

        values, store, reference = self.panel.values(), self._ops.store, self._reference
        moved = {axis: str(values[axis]) for axis in ("assessment", "handling") if values[axis] != self._before.get(axis)}
        reason = str(values["reason"] or "")
        self.write(self._ops, lambda: status.move(store, reference, reason=reason, **moved))

    def _arrived(self, incident: dict[str, Any]) -> None:
        self._before = incident
        self.panel.setEnabled(True)
        self.panel.fill({"assessment": incident["assessment"], "handling": incident["handling"]})
        history = incident["history"][::-1]
        self._history.addWidget(Parts("moves", history, status_line, lines=False) if history else
                                quiet(_("The status has not been moved yet.")))
        self._history.addStretch(1)
        self.panel.focus_on("assessment")
        self._weigh()

    def _weigh(self) -> None:
        """Whether something moves, and whether that move must say why."""
        from casetracker.services import status

        values = self.panel.values()
        moves = [(axis, str(self._before[axis]), str(values[axis])) for axis in ("assessment", "handling")
                 if self._before and values[axis] != self._before[axis]]
        due = any(status.needs_reason(*move) for move in moves)
        missing = due and not values["reason"]
        self.need.setText(_("This move needs a reason; it stays in the history.") if due else
                          _("One step forward in the assessment needs no reason.") if moves else
                          _("Choose another assessment or handling."))
        self.move_button.setEnabled(bool(moves) and not missing)

    def _history_area(self) -> QWidget:
        area = named(QScrollArea(), "status_history", _("Status history"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        inside = Flowing()
        inside.setLayout(self._history)
        area.setWidget(inside)
        holder = QWidget()
        holder.setLayout(column(heading(_("Status history")), area, gap=STEP))
        return holder


def _read(store: Any, reference: str) -> dict[str, Any]:
    from casetracker.services import show

    return show.record(store, reference)
