"""The legal texts as a tree (instrument, article, form) that can be searched and narrowed to what is alleged already."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from casetracker.domain import law
from casetracker.domain.folding import fold
from casetracker.gui.widgets.basics import STEP, calm_selection, column, named
from casetracker.gui.widgets.texts import clearable
from casetracker.gui.widgets.tips import tip
from casetracker.i18n import _

_CODE = Qt.ItemDataRole.UserRole
_HEAP = Qt.ItemDataRole.UserRole + 1


class ProvisionTree(QWidget):
    """`suggested` are the provisions that the incident's violation types stand for; they come first, and alone at first."""

    chosen = Signal(str)
    """The code of the provision under the cursor; empty where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggested: frozenset[str] = frozenset()
        self.search = named(QLineEdit(), "provision_search", _("Find a provision"))
        self.search.setPlaceholderText(_("Type to find an article or a word…"))
        clearable(self.search)
        self.only = named(QCheckBox(_("Only the incident's alleged violations")), "provision_only",
                          _("Only the incident's alleged violations"))
        self.tree = named(QTreeWidget(), "provision_tree", _("Provisions"))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        calm_selection(self.tree)
        self.setLayout(column(self.search, self.only, self.tree, gap=STEP // 2))
        self._fill()
        self.search.textChanged.connect(self._narrow)
        self.only.toggled.connect(self._narrow)
        self.tree.currentItemChanged.connect(lambda now, _before: self.chosen.emit(_code(now)))
        self.search.installEventFilter(self)

    @property
    def code(self) -> str:
        return _code(self.tree.currentItem())

    def suggest(self, codes: Iterable[str]) -> None:
        """Narrows the tree to these, if there are any."""
        self._suggested = frozenset(codes)
        self.only.setVisible(bool(self._suggested))
        self.only.setChecked(bool(self._suggested))
        self._narrow()

    def show_code(self, code: str) -> None:
        item = next((each for each in self._items() if _code(each) == code), None)
        if item is not None:
            if item.isHidden():
                self.only.setChecked(False)
                self.search.clear()
            self.tree.setCurrentItem(item)
            self.tree.scrollToItem(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.tree.setFocus()
            if not self.code:
                self._first()
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        texts = law.load()
        tops = {code: _branch(self.tree, _(found.short), "") for code, found in texts.instruments.items()}
        made: dict[str, QTreeWidgetItem] = {}
        for code, provision in texts.provisions.items():
            above = made.get(provision.form_of or "", tops[provision.instrument])
            made[code] = _branch(above, _("{article} — {title}").format(article=provision.article, title=provision.label),
                                 code, fold(f"{texts.cited(code)} {provision.label} {provision.title} {code}"))

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is not None:
                found.append(item)
                waiting[:0] = [item.child(place) for place in range(item.childCount())]
        return found

    def _narrow(self) -> None:
        wanted = fold(self.search.text()).split()
        items = self._items()
        for item in items:
            code = _code(item)
            fits = all(word in item.data(0, _HEAP) for word in wanted) and bool(code)
            item.setHidden(not fits or (self.only.isChecked() and code not in self._suggested))
        for item in reversed(items):  # a branch shows while anything in it does
            above = item.parent()
            if not item.isHidden() and above is not None:
                above.setHidden(False)
                above.setExpanded(bool(wanted) or self.only.isChecked())
        now = self.tree.currentItem()
        if now is not None and now.isHidden():
            self.tree.setCurrentIndex(QModelIndex())

    def _first(self) -> None:
        for item in self._items():
            if not item.isHidden() and _code(item):
                self.tree.setCurrentItem(item)
                return


def _branch(above: QTreeWidget | QTreeWidgetItem, text: str, code: str, heap: str = "") -> QTreeWidgetItem:
    item = QTreeWidgetItem(above, [text])
    item.setData(0, _CODE, code)
    item.setData(0, _HEAP, heap)
    item.setToolTip(0, tip(text))
    return item


def _code(item: QTreeWidgetItem | None) -> str:
    return str(item.data(0, _CODE) or "") if item is not None else ""
