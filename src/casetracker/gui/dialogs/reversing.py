"""Undoing, or doing again, a change of very many records: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.progress import ProgressStrip
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import whenever_alive
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.changes import ChangeSet


class Reversing(Dialog):
    """Begins at once, and closes when it is done. Stopped, it leaves all as it was."""

    def __init__(self, ops: Operations, kind: str, success: Callable[[ChangeSet], object],
                 parent: QWidget | None) -> None:
        title = _("Undo") if kind == "undo" else _("Redo")
        super().__init__("reversing", title, parent, _("This change touched very many records."), QSize(520, 180))
        self._running = True
        self.strip = ProgressStrip("reversing_progress", self)
        self.add(self.strip)
        self.add_space()
        self.close_button = self.add_cancel(_("&Close"))
        self.close_button.hide()
        progress, store = Progress(title), ops.store

        def work() -> ChangeSet:
            from casetracker.services import history

            return history.undo(store, progress=progress) if kind == "undo" else history.redo(store, progress)

        def done(change: ChangeSet) -> None:
            success(change)
            finish()

        finish = whenever_alive(self, self._done)
        self.strip.follow(progress)
        ops.run(work, initiator=self, success=done, failure=whenever_alive(self, self.refused))

    def reject(self) -> None:
        """Closing stops what is under way; the dialog stays until it has stopped."""
        if self._running:
            self.strip.stop()
        else:
            super().reject()

    def _done(self) -> None:
        self._running = False
        self.strip.done()
        self.accept()

    def refused(self, error: Exception) -> None:
        self._running = False
        self.strip.done()
        self.close_button.show()
        super().refused(error)
