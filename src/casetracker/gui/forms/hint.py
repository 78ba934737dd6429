"""A quiet line in the form of an incident: this may have been entered already, as such and such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from casetracker.gui.widgets.basics import STEP, column, label, named, quiet, row, top_line, whenever_alive
from casetracker.gui.widgets.buttons import Link
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.similar import Candidate

_PAUSE = 600  # milliseconds without a key before anything is looked for
_SHOWN = 3


class SameEventHint(QFrame):
    """Looks in a worker while somebody types, forgets older answers, and never asks for anything itself."""

    def __init__(self, ops: Operations, values: Callable[[], Mapping[str, Any]], but: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "form_same_event", _("The same event?"))
        self.setProperty("notice", "note")
        self._ops, self._values, self._but = ops, values, but
        self._rest = QTimer(self, interval=_PAUSE, singleShot=True)
        self._rest.timeout.connect(self.look)
        self._lines = column(gap=STEP // 2, margin=STEP)
        self.setLayout(self._lines)
        self.hide()

    def ask(self) -> None:
        """Something was typed."""
        self._ops.forget(self._key)
        self._rest.start()

    def look(self) -> None:
        store, but, data = self._ops.store, self._but, dict(self._values())
        # What fails here must not stand in the way of entering: the page of the saved incident looks again.
        self._ops.read(lambda: _similar(store, data, but), whenever_alive(self, self._arrived),
                       whenever_alive(self, lambda _error: self.hide()), key=self._key)

    @property
    def _key(self) -> str:
        return f"same-event-hint-{id(self)}"

    def _arrived(self, found: list[Candidate]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if found:
            self._lines.addWidget(self._likeliest(found[0]))
        if found[1:]:
            self._lines.addWidget(self._others(found[1:]))
        self.setVisible(bool(found))

    def _likeliest(self, found: Candidate) -> QWidget:
        line = named(QWidget(), f"form_same_{found.reference}", found.title)
        why = quiet("; ".join(reason.text for reason in found.reasons), selectable=True)
        line.setLayout(column(top_line(label(_("This may be the same event as"), wrap=False),
                                       self._link(found), label(found.title)), why, gap=0))
        return line

    def _others(self, found: list[Candidate]) -> QWidget:
        line = named(QWidget(), "form_same_others", _("Also alike"))
        parts = row(label(_("Also alike:"), wrap=False), *(self._link(each) for each in found))
        parts.addStretch(1)
        line.setLayout(parts)
        return line

    def _link(self, found: Candidate) -> Link:
        return Link(found.reference, found.reference, self._open)

    def _open(self, reference: str) -> None:
        from casetracker.gui import dialogs

        dialogs.look(self._ops, reference, self.window())


def _similar(store: Any, data: dict[str, Any], but: str) -> list[Candidate]:
    from casetracker.services import similar

    return similar.similar_to_draft(store, data, but=but, limit=_SHOWN)
