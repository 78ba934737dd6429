"""A part of a page under a quiet heading, and a part of a form that folds away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from casetracker.gui.widgets.basics import STEP, column, doubled, hairline, heading, named, quiet
from casetracker.gui.widgets.buttons import LEAST, action
from casetracker.gui.widgets.flow import HeadLine
from casetracker.gui.widgets.tips import tell_when_cut
from casetracker.i18n import _

_SIGNS = {"edit": "pencil", "move": "arrow-right-left", "open": "history", "give_back": "download",
          "take_in": "paperclip"}


class Section(QWidget):
    """Heading, hairline, what belongs under it; its actions stand at the right of the heading."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, f"section_{name}", title)
        self._name, self._title = name, title
        shown = heading(title, 1.08)
        shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        shown.setWordWrap(True)  # a long title takes two lines in a narrow pane rather than make the page scroll sideways
        self._head = HeadLine()
        self._head.addWidget(shown)
        self._body: QVBoxLayout = column(gap=STEP)
        frame = column(self._head, hairline(), self._body)
        frame.setContentsMargins(0, 2 * STEP, 0, STEP)
        self.setLayout(frame)

    def add_action(self, name: str, text: str, call: Callable[[], object], sign: str = "") -> QPushButton:
        spoken = text.replace("&", "").rstrip("…")
        button = action(f"{self._name}_{name}", text, call, f"{self._title}: {spoken}", sign or _SIGNS.get(name, "plus"))
        self._head.addWidget(button)
        return button

    def add(self, widget: QWidget) -> None:
        self._body.addWidget(widget)

    def add_empty(self, sentence: str) -> None:
        self.add(named(quiet(sentence), f"{self._name}_empty", sentence))


class _Opener(QToolButton):
    """An arrow and a text, which is cut off where there is no room for it, and is a tooltip then."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.setText(doubled(title))
        self.setMinimumWidth(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tell_when_cut(self, self._title)


class Disclosure(QWidget):
    """A line with an arrow that shows or hides what is below it."""

    def __init__(self, name: str, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = False
        self.head = named(_Opener(title), f"{name}_disclosure", title)
        self.head.setAutoRaise(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._content = content
        self.setLayout(column(self.head, content, gap=STEP // 2))
        self.head.clicked.connect(lambda: self.set_open(not self.opened))
        self.set_open(False)

    def set_open(self, opened: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.head.setAccessibleDescription(_("open") if opened else _("folded away"))
        self._content.setVisible(opened)
        self._opened = opened

    @property
    def opened(self) -> bool:
        return self._opened


class Unfolding(QWidget):
    """A disclosure whose content is made when it is opened for the first time: a long page need not hold it before."""

    def __init__(self, name: str, title: str, make: Callable[[], QWidget], accessible: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._make: Callable[[], QWidget] | None = make
        inside = QWidget()
        self._box = column()
        self._box.setContentsMargins(2 * STEP, 0, 0, 0)
        inside.setLayout(self._box)
        self._disclosure = Disclosure(name, title, inside)
        self._disclosure.head.setAccessibleName(accessible or title)
        self._disclosure.head.clicked.connect(self._fill)
        self.setLayout(column(self._disclosure))

    @property
    def opened(self) -> bool:
        return self._disclosure.opened

    def unfold(self) -> None:
        self._fill()
        self._disclosure.set_open(True)

    def _fill(self) -> None:
        if self._make is not None:
            self._box.addWidget(self._make())
            self._make = None
