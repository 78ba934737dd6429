"""Editors for text: one line, many lines, and lists of words."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.widgets.basics import STEP, column, named
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.i18n import _


def as_text(value: Value) -> str:
    return "" if value is None else str(value)


def clearable(line: QLineEdit) -> QLineEdit:
    """With a small button that empties the line, named like everything one can press."""
    line.setClearButtonEnabled(True)
    for button in line.findChildren(QAbstractButton):
        named(button, f"{line.objectName()}_clear", _("Empty {field}").format(field=line.accessibleName()))
    return line


class LineEditor(Editor):
    """One line of text; nothing typed is no value."""

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = named(QLineEdit(), name, _(field.label))
        self.setLayout(column(self.line))
        self.line.textChanged.connect(lambda: self.changed.emit())

    def entry(self) -> QWidget:
        return self.line

    def show_value(self, value: Value) -> None:
        self.line.setText(as_text(value))
        self.line.setCursorPosition(0)

    def read_value(self) -> Value:
        return self.line.text().strip() or None


class GrowingText(QPlainTextEdit):
    """A text box that grows with its text up to a limit; Tab leaves it."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def exact_text(self) -> str:
        """The text with its non-breaking blanks, which `toPlainText` would turn into common ones."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _grow(self) -> None:
        line, around = self.fontMetrics().lineSpacing(), ceil(self.document().documentMargin()) + STEP
        self.setFixedHeight(min(max(self._text_height(), self._least * line), self._most * line) + 2 * around)

    def _text_height(self) -> int:
        """How high the text stands as wide as the box is now, letters of other scripts included; no more is measured
        than is shown."""
        height, block = 0.0, self.document().firstBlock()
        while block.isValid() and height < self._most * self.fontMetrics().lineSpacing():
            height += self.document().documentLayout().blockBoundingRect(block).height()  # breaks it at the present width
            block = block.next()
        return ceil(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
                event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()  # saves the form
        else:
            super().keyPressEvent(event)


class LongEditor(Editor):
    """Text of many lines, kept exactly as typed."""

    def __init__(self, field: Field, name: str, least: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = named(GrowingText(least, max(least, 20)), name, _(field.label))
        self.setLayout(column(self.box))
        self.box.textChanged.connect(self.changed)

    def entry(self) -> QWidget:
        return self.box

    def show_value(self, value: Value) -> None:
        self.box.setPlainText(as_text(value))

    def read_value(self) -> Value:
        text = self.box.exact_text()
        return text if text.strip() else None


class WordsEditor(LongEditor):
    """A list of words or sentences, one a line."""

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(field, name, 2, parent)
        self.box.setPlaceholderText(_("One a line"))

    def show_value(self, value: Value) -> None:
        self.box.setPlainText("\n".join(str(word) for word in value) if isinstance(value, list) else "")

    def read_value(self) -> Value:
        return [line.strip() for line in self.box.exact_text().split("\n") if line.strip()]
