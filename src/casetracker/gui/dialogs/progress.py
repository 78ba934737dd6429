"""A bar for work under way in another thread, with a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import STEP, column, label, named, row
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.wording import size_text
from casetracker.i18n import _

_LOOK = 100  # milliseconds between two looks at how far the work is


class ProgressStrip(QWidget):
    """Looks at a `Progress` ten times a second; the worker never touches it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._bytes = False
        self.title = named(label("", wrap=True), f"{name}_title")
        self.bar = named(QProgressBar(), f"{name}_bar", _("Progress"))
        self.bar.setTextVisible(False)
        self.stop_button = action(f"{name}_stop", _("S&top"), self.stop, _("Stop"))
        line = row(self.bar, self.stop_button)
        line.setStretch(0, 1)
        self.setLayout(column(self.title, line, gap=STEP // 2))
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look)
        self.hide()

    def follow(self, progress: Progress, in_bytes: bool = False) -> None:
        self._progress, self._bytes = progress, in_bytes
        self.stop_button.setVisible(progress.cancellable)
        self.stop_button.setEnabled(True)
        self.show()
        self.look()
        self._timer.start()

    def done(self) -> None:
        self._timer.stop()
        self._progress = None
        self.hide()

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self.stop_button.setEnabled(False)
            self.title.setText(_("Stopping…"))

    def look(self) -> None:
        progress = self._progress
        if progress is None or progress.cancelled:
            return
        known = progress.total > 0
        self.bar.setRange(0, 1000 if known else 0)
        self.bar.setValue(progress.permille)
        told = f" — {size_text(progress.done)} / {size_text(progress.total)}" if self._bytes and known else ""
        self.title.setText(progress.title + told)
