"""The palette over the window: one line to type into, and below it where one could go from here.

The keyboard stays in the line; Up and Down choose in the list, Enter goes there, Escape leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from casetracker.gui.notify import announce
from casetracker.gui.views.jump_entries import EDGE, ENTRY_ROLE, ROW, Entry, EntryDelegate
from casetracker.gui.widgets.basics import column, named
from casetracker.i18n import _

REST_MILLISECONDS = 50
_WIDEST, _MOST = 640, 11
_BORROWED = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QFrame):
    """Shows what it is given and tells what was typed; closes by itself when the keyboard goes elsewhere."""

    typed = Signal(str)
    """Once the typing rests for a moment."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        named(self, "jump", _("Jump"))
        self._window = window
        self._came_from: QWidget | None = None
        self.line = named(QLineEdit(), "jump-line", _("Jump to a record or a command"))
        self.line.setPlaceholderText(_("Reference, title, name or command"))
        self.found = named(QListWidget(), "jump-list", _("Found"))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setItemDelegate(EntryDelegate(self.found))
        self.found.setMouseTracking(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.itemClicked.connect(self._take)
        self.found.currentItemChanged.connect(self._tell_current)
        self.setLayout(column(self.line, self.found, margin=EDGE, gap=EDGE // 2))
        self._waiting = self._enter_waits = False
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(lambda: self.typed.emit(self.line.text()))
        self.line.textEdited.connect(lambda _text: self._rest.start())
        self.line.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Empty, over the window, with the keyboard."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self.line.clear()
        self.show_entries((), awaiting=True)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.typed.emit("")

    def close_up(self) -> None:
        self._rest.stop()
        self._waiting = self._enter_waits = False
        back = self._came_from if self.line.hasFocus() else None
        if back is not None and shiboken6.isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)  # the keyboard goes back to where it was
        self.hide()

    def show_entries(self, entries: Sequence[Entry], awaiting: bool = False) -> None:
        """`awaiting` where more may come; who pressed Enter on nothing goes to the first that does."""
        self._waiting = awaiting
        kept = self.found.currentRow()
        self.found.clear()
        for each in entries:
            item = QListWidgetItem(each.text, self.found)
            item.setData(ENTRY_ROLE, each)
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), each.spoken)
        if not entries and not awaiting and self.line.text().strip():
            self._say_nothing()
        self.found.setCurrentRow(min(max(kept, 0), len(entries) - 1))
        self._place()
        if self._enter_waits and entries:
            self._take(self.found.currentItem())

    def _say_nothing(self) -> None:
        item = QListWidgetItem(_("Nothing found."), self.found)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        announce(self, item.text())

    def entries(self) -> list[Entry]:
        given = (self.found.item(row).data(ENTRY_ROLE) for row in range(self.found.count()))
        return [entry for entry in given if isinstance(entry, Entry)]

    def _take(self, item: QListWidgetItem | None) -> None:
        entry = item.data(ENTRY_ROLE) if item is not None else None
        if isinstance(entry, Entry):
            self.close_up()
            entry.call()

    def _tell_current(self, item: QListWidgetItem | None) -> None:
        entry = item.data(ENTRY_ROLE) if item is not None else None
        if isinstance(entry, Entry) and self.isVisible():
            announce(self.found, entry.spoken)

    def _place(self) -> None:
        """In the upper middle of the window, as high as what is in it."""
        window = self._window
        rows = min(self.found.count(), _MOST)
        self.found.setVisible(rows > 0)
        self.found.setFixedHeight(rows * ROW + 2 * self.found.frameWidth())
        width = min(_WIDEST, window.width() - 4 * EDGE)
        self.setGeometry((window.width() - width) // 2, window.height() // 10, width, self._height(rows))

    def _height(self, rows: int) -> int:
        around = self.line.sizeHint().height() + 2 * EDGE + 2 * self.frameWidth()
        return around + (self.found.height() + EDGE // 2 if rows else 0)

    def _press(self, event: QKeyEvent) -> bool:
        """Whether a key in the line was one for the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            asked = self._rest.isActive() or self._waiting
            self._enter_waits = asked and (self._rest.isActive() or self.found.currentItem() is None)
            if not self._enter_waits:
                self._take(self.found.currentItem())
        elif event.key() in _MOVES:
            self._move(event.key())
        else:
            self._enter_waits = False
            return False
        return True

    def _move(self, key: int) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_MOST}.get(Qt.Key(key), _MOST)
        last = len(self.entries()) - 1
        row = self.found.currentRow() + step
        if abs(step) == 1:  # past the end one begins anew
            row = last if row < 0 else 0 if row > last else row
        self.found.setCurrentRow(max(0, min(row, last)))

    def _look_at_focus(self) -> None:
        if self.isVisible() and not self.line.hasFocus():
            self.close_up()

    # Qt's own names from here on.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._press(event)
            # Another window, or the menu of the line, only borrows the keyboard.
            if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _BORROWED:
                QTimer.singleShot(0, self, self._look_at_focus)
        elif watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
