"""What the window says without getting in the way: a line above the work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import named
from casetracker.i18n import N_, _

NOTE, ALARM = "note", "alarm"
_SIGNS = {NOTE: ("info", "on_note", N_("Note")), ALARM: ("circle-alert", "on_alarm", N_("Problem"))}


class Notice(QFrame):
    """One line: a sign, a sentence, perhaps a button or two, and a cross to be rid of it."""

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
        self.other = named(QPushButton(), f"{name}-other")
        self._cross = named(QToolButton(), f"{name}-close", _("Dismiss this notice"))
        self._cross.setIcon(icons.icon("x"))
        self._cross.setAutoRaise(True)
        self._cross.clicked.connect(lambda _checked: self.hide())
        self._calls: list[Callable[[], object] | None] = [None, None]
        self.button.clicked.connect(lambda _checked: self._press(0))
        self.other.clicked.connect(lambda _checked: self._press(1))
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * theme.GRID, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        line.setSpacing(theme.GRID)
        for part in (self._sign, self._text, self.button, self.other, self._cross):
            line.addWidget(part)
        self.hide()

    def say(
        self, text: str, tone: str = NOTE, button: str = "", call: Callable[[], object] | None = None,
        lasting: bool = False, other: str = "", other_call: Callable[[], object] | None = None,
    ) -> None:
        """Shows a sentence. A lasting one has no cross: it holds as long as what it says."""
        self._tone = tone
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.setAccessibleDescription(text)
        self._calls = [call, other_call]
        for shown, word in ((self.button, button), (self.other, other)):
            shown.setText(word)
            shown.setAccessibleName(word.replace("&", ""))
            shown.setVisible(bool(word))
        self._cross.setVisible(not lasting)
        self.setProperty("notice", tone)
        for part in (self, self._text):  # what stands in a frame is coloured by the frame's tone
            self.style().unpolish(part)
            self.style().polish(part)
        self.redraw()
        self.show()

    def _press(self, which: int) -> None:
        call = self._calls[which]
        if call is not None:
            call()

    @property
    def text(self) -> str:
        return self._text.text()

    def redraw(self) -> None:
        name, tint, spoken = _SIGNS[self._tone]
        self._sign.setAccessibleName(_(spoken))
        self._sign.setPixmap(icons.pixmap(name, 16, tint, self.devicePixelRatioF()))


class NoticeArea(QWidget):
    """The place above the work: what the store is, who is at work, what was left unsaved, and what went wrong last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "notices", _("Notices"))
        self.about_store = Notice("store-notice")
        self.about_actor = Notice("actor-notice")
        self.unsaved = Notice("unsaved-notice")
        self.latest = Notice("notice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._all = (self.about_store, self.about_actor, self.unsaved, self.latest)
        for notice in self._all:
            column.addWidget(notice)

    def alarm(self, text: str) -> None:
        """Something is wrong and can be cured; stays until it has been read."""
        self.latest.say(text, ALARM)
        announce(self, text)

    def redraw(self) -> None:
        for notice in self._all:
            notice.redraw()


def announce(where: QWidget, text: str) -> None:
    """Tell a screen reader what has just appeared, wherever the keyboard is."""
    from PySide6.QtGui import (  # late: the first list is painted without
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(where, text))
