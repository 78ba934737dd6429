"""The keys of the window, as its commands have them; and what can be typed into the search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from casetracker.gui import theme
from casetracker.gui.views import search_help
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _


class ShortcutsDialog(QDialog):
    """One line for each command that has keys, and one for each thing that a search can ask."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "shortcuts-dialog", _("Keyboard shortcuts"))
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        tabs = named(QTabWidget(), "help-tabs", _("Keyboard and search"))
        keys = _table("shortcuts", (_("Command"), _("Keys")), [*_lines(actions), *_elsewhere()], 176)
        tabs.addTab(keys, _("&Keys"))
        tabs.addTab(_table("search-help", (_("What is looked for"), _("How it is typed")), search_help.lines(), 260),
                    _("&Searching"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.setContentsMargins(*[2 * theme.GRID] * 4)
        page.addWidget(tabs)
        page.addWidget(buttons)
        self.resize(780, 560)


def _table(name: str, heads: tuple[str, str], lines: Sequence[tuple[str, str]], second: int) -> QTableWidget:
    """Two columns to be read; `second` is the width of the second."""
    table = named(QTableWidget(len(lines), 2), name, heads[0])
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            table.setItem(row, column, QTableWidgetItem(text))
    table.setHorizontalHeaderLabels(list(heads))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(1, second)
    return table


def _lines(actions: Iterable[QAction]) -> list[tuple[str, str]]:
    return [(plain_text(action), _keys(action)) for action in actions if action.shortcuts()]


def plain_text(action: QAction) -> str:
    return action.text().replace("&", "").removesuffix("…")


def _keys(action: QAction) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(keys.toString(native) for keys in action.shortcuts())


def _elsewhere() -> list[tuple[str, str]]:
    return [
        (_("From the search to the list"), _("Enter or Down")),
        (_("Empty the search"), _("Escape")),
        (_("Choose a value of a facet, or no longer"), _("Space")),
        (_("From the list: take away all that is chosen"), _("Escape")),
        (_("Edit the record of the row"), _("Enter")),
        (_("Next or previous pane"), _("Tab, Shift+Tab")),
        (_("Menu of the row"), _("Menu key or Shift+F10")),
    ]
