"""What dialogs share that look through the store for a while: a strip that tells how far they are, and an early end."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.progress import ProgressStrip
from casetracker.gui.tasks import Progress


class LookingDialog(Dialog):
    """Closing it ends what is under way."""

    def __init__(self, name: str, title: str, parent: QWidget | None, explanation: str, size: QSize) -> None:
        super().__init__(name, title, parent, explanation, size)
        self.strip = ProgressStrip(f"{name}_progress", self)
        self._progress: Progress | None = None

    def begin(self, progress: Progress, *, in_bytes: bool = False) -> None:
        self._progress = progress
        self.strip.follow(progress, in_bytes=in_bytes)

    def ended(self) -> None:
        self._progress = None
        self.strip.done()

    def reject(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
        super().reject()

    def refused(self, error: Exception) -> None:
        self.ended()
        super().refused(error)
