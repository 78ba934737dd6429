"""Buttons in a record's page: quiet actions, references that lead to a record, and chips that show a status."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QCursor,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QToolButton, QWidget

from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import STEP, doubled, emphasised, named
from casetracker.gui.widgets.tips import tell_when_cut, tip
from casetracker.i18n import _

LEAST = 12 * STEP
"""So wide at least is a button whose text may be cut off."""


def action(name: str, text: str, call: Callable[[], object], accessible: str = "", sign: str = "") -> QPushButton:
    """A button that starts something; `accessible` says on what, where the text alone does not.

    With a sign it is a quiet one, as they stand beside headings.
    """
    button = named(QuietButton(text, sign) if sign else QPushButton(text), name,
                   accessible or text.replace("&", "").rstrip("…"))
    button.setAutoDefault(False)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda: call())
    return button


def small_tool(name: str, text: str, accessible: str, call: Callable[[], object] | None = None) -> QToolButton:
    button = named(QToolButton(), name, accessible)
    button.setText(text)
    button.setToolTip(tip(accessible))
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if call is not None:
        button.clicked.connect(lambda: call())
    return button


def copy_button(name: str, text: str, what: str) -> QToolButton:
    """Puts a text on the clipboard; `what` names it for those who cannot see what stands beside it."""
    def copy() -> None:
        QGuiApplication.clipboard().setText(text)

    button = small_tool(name, "", _("Copy {what}").format(what=what), copy)
    button.setIcon(icons.icon("copy", "muted"))
    return button


def _frame(button: QPushButton) -> None:
    """Shows that a button has the keyboard."""
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.colours().link))
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


class QuietButton(QPushButton):
    """A sign and a word without a frame, no wider than these."""

    def __init__(self, text: str, sign: str) -> None:
        super().__init__(text)
        self.setIcon(icons.icon(sign, "link"))
        self.setFlat(True)
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(words.width() + self._beside(), metrics.height() + STEP)

    def minimumSizeHint(self) -> QSize:
        """Its text may be cut off."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), LEAST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self.text().replace("&", "")
        if self.toolTip() in ("", tip(words)):  # it may have been given another, which says more
            tell_when_cut(self, words)

    def _beside(self) -> int:
        return self.iconSize().width() + 2 * STEP

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - self._beside(),
                                                    int(Qt.TextFlag.TextShowMnemonic))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():  # the style shows no keyboard on a button without a frame
            _frame(self)


class Link(QPushButton):
    """A reference that opens its record."""

    def __init__(self, reference: str, shown: str, call: Callable[[str], object],
                 parent: QWidget | None = None) -> None:
        super().__init__(doubled(shown), parent)
        named(self, f"link_{reference}", _("Open {record}").format(record=shown))
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: call(reference))

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = painter.font()
        font.setUnderline(self.underMouse() or self.hasFocus())
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.Link))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._words())
        painter.end()
        if self.hasFocus():
            _frame(self)


class Chip(QPushButton):
    """A status in a rounded field: its caption, its value, and a press to move it."""

    def __init__(self, caption: str, value: str, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption, self._value, self._code = caption, value, code
        self.setText(f"{caption}: {value}")
        self.setAccessibleName(self.text())
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def leads_to(self, call: Callable[[], object], explained: str) -> Chip:
        self.clicked.connect(lambda: call())
        self.setAccessibleDescription(explained)
        tell_when_cut(self, self.text(), explained)
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        return self

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        value = QFontMetrics(emphasised(self.font())).horizontalAdvance(self._value)
        return QSize(metrics.horizontalAdvance(self._caption) + value + 4 * STEP, metrics.height() + STEP + 2)

    def minimumSizeHint(self) -> QSize:
        """What stands in it may be cut off, the caption first."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), LEAST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tell_when_cut(self, self.text(), self.accessibleDescription())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, text = theme.chip_colours(self._code)
        self._paint_field(painter, QColor(ground), QColor(text))
        inside = self.rect().adjusted(int(1.5 * STEP), 0, -int(1.5 * STEP), 0)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(text))
        strong, right = emphasised(painter.font()), Qt.TextElideMode.ElideRight
        value = QFontMetrics(strong).elidedText(self._value, right, inside.width())
        room = inside.width() - QFontMetrics(strong).horizontalAdvance(value) - STEP // 2
        painter.drawText(inside, flags | Qt.AlignmentFlag.AlignLeft, painter.fontMetrics().elidedText(
            self._caption, right, room))
        painter.setFont(strong)
        painter.drawText(inside, flags | Qt.AlignmentFlag.AlignRight, value)

    def _paint_field(self, painter: QPainter, ground: QColor, text: QColor) -> None:
        line = QColor(text)
        line.setAlphaF(1.0 if self.hasFocus() else 0.45 if self.underMouse() or self.isDown() else 0.15)
        painter.setBrush(ground)
        painter.setPen(line)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
