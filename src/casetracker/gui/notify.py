"""What the window says without getting in the way: a line above the work, and a strip for what takes long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casetracker.gui import icons, theme
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import named
from casetracker.i18n import N_, _

NOTE, ALARM = "note", "alarm"
_SIGNS = {NOTE: ("info", "on_note", N_("Note")), ALARM: ("circle-alert", "on_alarm", N_("Problem"))}
_NOTE_MILLISECONDS = 8000
_LOOK_MILLISECONDS = 100


class Notice(QFrame):
    """One line: a sign, a sentence, perhaps a button, and a cross to be rid of it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, _("Notice"))
        self._tone = NOTE
        self._sign = named(QLabel(), f"{name}-sign")
        self._text = named(QLabel(), f"{name}-text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = named(QPushButton(), f"{name}-button")
        self._cross = named(QToolButton(), f"{name}-close", _("Dismiss this notice"))
        self._cross.setIcon(icons.icon("x"))
        self._cross.setAutoRaise(True)
        self._cross.clicked.connect(lambda _checked: self.hide())
        self._call: Callable[[], object] | None = None
        self.button.clicked.connect(lambda _checked: self._press())
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        line.setSpacing(theme.GRID)
        for part in (self._sign, self._text, self.button, self._cross):
            line.addWidget(part)
        self.hide()

    def say(
        self, text: str, tone: str = NOTE, button: str = "", call: Callable[[], object] | None = None,
        lasting: bool = False,
    ) -> None:
        """Shows a sentence. A lasting one has no cross: it holds as long as what it says."""
        self._tone = tone
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.setAccessibleDescription(text)
        self._call = call
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        self._cross.setVisible(not lasting)
        self.setProperty("notice", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.redraw()
        self.show()

    def _press(self) -> None:
        if self._call is not None:
            self._call()

    @property
    def text(self) -> str:
        return self._text.text()

    def redraw(self) -> None:
        name, tint, spoken = _SIGNS[self._tone]
        self._sign.setAccessibleName(_(spoken))
        self._sign.setPixmap(icons.pixmap(name, 16, tint, self.devicePixelRatioF()))


class ProgressStrip(QFrame):
    """One piece of long work: what, how far, and a way to stop it."""

    def __init__(self, progress: Progress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "progress-strip", progress.title)
        self.progress = progress
        self.setProperty("notice", NOTE)
        self._bar = named(QProgressBar(), "progress-bar", progress.title)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.GRID)
        title = named(QLabel(progress.title), "progress-title")
        title.setTextFormat(Qt.TextFormat.PlainText)
        spoken = _("Cancel {what}").format(what=progress.title)
        self._cancel = named(QPushButton(_("Cancel")), "progress-cancel", spoken)
        self._cancel.setVisible(progress.cancellable)
        self._cancel.clicked.connect(lambda _checked: self._stop())
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        line.setSpacing(2 * theme.GRID)
        line.addWidget(title)
        line.addWidget(self._bar, 1)
        line.addWidget(self._cancel)
        self._clock = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def _look(self) -> None:
        if self.progress.total > 0:
            self._bar.setRange(0, 1000)
            self._bar.setValue(self.progress.permille)

    def _stop(self) -> None:
        self.progress.cancel()
        self._cancel.setEnabled(False)
        self._cancel.setText(_("Stopping…"))


class NoticeArea(QWidget):
    """The place above the work: what the store is, what was said last, what is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "notices", _("Notices"))
        self.about_store = Notice("store-notice")
        self.latest = Notice("notice")
        self._strips: dict[int, ProgressStrip] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.about_store)
        self._column.addWidget(self.latest)
        self._fade = QTimer(self, interval=_NOTE_MILLISECONDS, singleShot=True)
        self._fade.timeout.connect(self.latest.hide)

    def note(self, text: str, button: str = "", call: Callable[[], object] | None = None) -> None:
        """Good to know; goes away by itself."""
        self.latest.say(text, NOTE, button, call)
        self._fade.start()

    def alarm(self, text: str) -> None:
        """Something is wrong and can be cured; stays until it has been read."""
        self._fade.stop()
        self.latest.say(text, ALARM)

    def begin(self, progress: Progress) -> None:
        strip = ProgressStrip(progress)
        self._strips[id(progress)] = strip
        self._column.addWidget(strip)

    def end(self, progress: Progress) -> None:
        strip = self._strips.pop(id(progress), None)
        if strip is not None:
            strip.deleteLater()

    def redraw(self) -> None:
        self.about_store.redraw()
        self.latest.redraw()
