"""Editors for the closed lists: one code from a drop-down, or several from a list one can search."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from casetracker.domain.shapes import Field
from casetracker.domain.vocabulary import Vocabulary
from casetracker.gui.widgets.basics import STEP, column, named, row
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.gui.widgets.texts import clearable
from casetracker.i18n import _

_CODE = Qt.ItemDataRole.UserRole


class CalmCombo(QComboBox):
    """A drop-down that the wheel of a scrolling form does not change by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class CodeEditor(Editor):
    """One code; blank where the field may be empty; a term of the user's own where the list is open."""

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        assert field.vocabulary is not None
        self._vocabulary: Vocabulary = field.vocabulary
        self._numbers = field.type == "int"
        self.combo = named(CalmCombo(), name, _(field.label))
        self._offer(field)
        box = row(self.combo)
        box.addStretch(1)
        self.setLayout(box)
        self.combo.currentTextChanged.connect(lambda: self.changed.emit())

    def entry(self) -> QWidget:
        return self.combo

    def show_value(self, value: Value) -> None:
        code = "" if value is None else str(value)
        place = self.combo.findData(code)
        if place < 0 and code:
            self.combo.addItem(self._vocabulary.label(code), code)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)

    def read_value(self) -> Value:
        code = self._code()
        if not code:
            return None
        return int(code) if self._numbers and code.isdecimal() else code

    def _code(self) -> str:
        if not self.combo.isEditable():
            return str(self.combo.currentData() or "")
        typed = self.combo.currentText().strip()
        place = self.combo.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.combo.itemData(place)) if place >= 0 else typed

    def _offer(self, field: Field) -> None:
        if not field.default or field.required:
            self.combo.addItem("", "")
        for code in self._vocabulary:
            self.combo.addItem(self._vocabulary.label(code), code)
        if self._vocabulary.open:
            self.combo.setEditable(True)
            self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            own = self.combo.lineEdit()
            assert own is not None
            named(own, f"{self.combo.objectName()}_own", _(field.label))


class CodesEditor(Editor):
    """Several codes: a list with boxes to check, found by typing; an open list takes own terms too."""

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        assert field.vocabulary is not None
        self._vocabulary: Vocabulary = field.vocabulary
        self.search = named(QLineEdit(), f"{name}_search", _("Find in {list}").format(list=_(field.label)))
        self.search.setPlaceholderText(_("Type to find…"))
        clearable(self.search)
        self.list = named(QListWidget(), name, _(field.label))
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * 18)
        self.own = action(f"{name}_own", _("Add as own term"), self._add_own)
        self.own.setVisible(False)
        self.setLayout(column(row(self.search, self.own), self.list, gap=STEP // 2))
        self.search.textChanged.connect(self._find)
        self.search.installEventFilter(self)
        self.list.itemChanged.connect(lambda: self.changed.emit())

    def entry(self) -> QWidget:
        return self.search

    def show_value(self, value: Value) -> None:
        chosen = [str(code) for code in value] if isinstance(value, list) else []
        self.list.clear()
        for code in dict.fromkeys([*chosen, *self._vocabulary]):
            self._item(code, code in chosen)
        self._find(self.search.text())

    def read_value(self) -> Value:
        items = (self.list.item(line) for line in range(self.list.count()))
        return [str(item.data(_CODE)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        from PySide6.QtGui import QKeyEvent

        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.own.isVisible():
                self._add_own()
                return True
        return super().eventFilter(watched, event)

    def _item(self, code: str, checked: bool) -> QListWidgetItem:
        item = QListWidgetItem(self._vocabulary.label(code))
        item.setData(_CODE, code)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        self.list.addItem(item)
        return item

    def _find(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        for line in range(self.list.count()):
            item = self.list.item(line)
            item.setHidden(wanted not in item.text().casefold())
        self.own.setVisible(self._vocabulary.open and bool(wanted) and not self._known(wanted))

    def _known(self, wanted: str) -> bool:
        return any(self.list.item(line).text().casefold() == wanted for line in range(self.list.count()))

    def _add_own(self) -> None:
        item = self._item(self.search.text().strip(), True)
        self.search.clear()
        self.list.scrollToItem(item)
        self.changed.emit()
