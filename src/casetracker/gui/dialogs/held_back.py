"""What a dossier would keep from its readers, shown before it is made, and chosen anew with the readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from casetracker.gui.widgets.basics import column, named, quiet, whenever_alive
from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.dossier.held import Held
    from casetracker.gui.ops import Operations

_LINES = 5


class HeldBack(QWidget):
    """A sentence with the number, and each record with its reason beneath; takes no room where nothing is kept back."""

    def __init__(self, ops: Operations, references: Sequence[str]) -> None:
        super().__init__()
        named(self, "dossier_held", _("Held back from these readers"))
        self._ops, self._references = ops, list(references)
        self.summary = named(quiet(""), "dossier_held_summary")
        self.listed = named(QPlainTextEdit(), "dossier_held_list", _("Held back from these readers"))
        self.listed.setReadOnly(True)
        self.listed.setTabChangesFocus(True)
        self.listed.setFixedHeight(self.listed.fontMetrics().lineSpacing() * _LINES + 16)
        self.setLayout(column(self.summary, self.listed, gap=4))
        self.hide()

    def ask(self, audience: str, recipient: str | None) -> None:
        """Reads anew for these readers; of several questions only the answer to the last is shown."""
        store, references = self._ops.store, self._references

        def work() -> list[Held]:
            from casetracker.dossier import held

            return held.told(store, references, audience, recipient)

        self._ops.read(work, whenever_alive(self, self._arrived), whenever_alive(self, self._failed),
                       key=f"held-{id(self)}")

    def _arrived(self, held: list[Held]) -> None:
        self.summary.setText(ngettext("{n} matter is held back from these readers:",
                                      "{n} matters are held back from these readers:", len(held)).format(n=len(held)))
        self.listed.setPlainText("\n".join(each.why for each in held))
        self.setVisible(bool(held))

    def _failed(self, error: Exception) -> None:
        self.summary.setText(str(error))
        self.listed.setPlainText("")
        self.show()
