"""When something goes wrong that is our fault: a report that can be copied, without a word of any case.

The world's faults never come here; they are a sentence and a cure above the work (`notify`).
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casetracker import __version__
from casetracker.gui import theme
from casetracker.gui.tasks import Courier
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _
from casetracker.logs import describe

_log = logging.getLogger(__name__)


def report(error: BaseException) -> str:
    """What may leave the house: versions, types of errors, our own lines. Nothing an error says, for it may quote."""
    return "\n".join(
        [f"casetracker {__version__}", f"Python {platform.python_version()} · {platform.platform()}", describe(error)]
    )


class CrashDialog(QDialog):
    """Our own fault: says so, says that saved work is safe, offers the report for copying."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "crash-dialog", _("A fault of the program"))
        self.setWindowTitle(_("A fault of the program"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text = report(error)
        sentence = QLabel(
            _("casetracker made a mistake and stopped what it was doing. What was saved before is safe.")
            + "\n\n" + _("The report below holds no word of any case. Please send it to those who make the program.")
        )
        sentence.setWordWrap(True)
        shown = named(QPlainTextEdit(self._text), "crash-report", _("Report"))
        shown.setReadOnly(True)
        from PySide6.QtGui import QFontDatabase

        shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = named(QPushButton(_("Copy the report")), "crash-copy", _("Copy the report"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda _checked: QGuiApplication.clipboard().setText(self._text))
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.setContentsMargins(*[2 * theme.GRID] * 4)
        page.setSpacing(2 * theme.GRID)
        for part in (named(sentence, "crash-sentence"), shown, buttons):
            page.addWidget(part)
        self.resize(620, 360)


class Reporter:
    """Shows a crash once, wherever it arose; a second one while the first is on screen is only logged."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._courier = Courier(parent)
        self._open: QDialog | None = None

    def show(self, error: BaseException) -> None:
        _log.error("fault", exc_info=error)
        if self._open is not None:
            return
        self._open = CrashDialog(error, self._parent)
        self._open.finished.connect(lambda _code: self._forget())
        self._open.open()

    def _forget(self) -> None:
        self._open = None

    def listen(self) -> None:
        """From now on every exception nobody caught comes here, from whatever thread."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            return
        self._courier.send(lambda: self.show(error))
