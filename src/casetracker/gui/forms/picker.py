"""The editor that names another record: type a few letters, choose, or log a new one on the spot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from casetracker.domain.shapes import Field, kind_of_reference, shape_of
from casetracker.gui import icons
from casetracker.gui.forms.kit import Kit
from casetracker.gui.widgets.basics import STEP, named, row, whenever_alive
from casetracker.gui.widgets.buttons import action, small_tool
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.gui.widgets.texts import as_text, clearable
from casetracker.gui.widgets.wording import called
from casetracker.i18n import _

_PAUSE = 120  # milliseconds of typing that are taken together


class RecordPicker(Editor):
    """Shows "S-000001 · name"; a protected record shows its pseudonym, as everywhere."""

    def __init__(self, field: Field, name: str, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._kit = kit
        self._reference: str | None = None
        self._found: list[tuple[str, str]] = []
        self.line = named(QLineEdit(), name, _(field.label))
        self.line.setPlaceholderText(_("Type to find…"))
        clearable(self.line)
        self._names = QStringListModel(self)
        self._completer = self._make_completer()
        self._popup = self._completer.popup() or QListView()
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self._lay_out(name)
        self.line.textEdited.connect(self._typed)
        self.line.textChanged.connect(self._cleared)
        self.line.installEventFilter(self)

    def entry(self) -> QWidget:
        return self.line

    def show_value(self, value: Value) -> None:
        self._reference = as_text(value) or None
        self.line.setText(called(self._reference, self._kit.labels) if self._reference else "")
        self.line.setCursorPosition(0)

    def read_value(self) -> Value:
        return self._reference or self.line.text().strip() or None

    def problem(self) -> str:
        if self._reference is None and self.line.text().strip():
            return _("No such record was chosen. Choose one from the list, make a new one, or leave this empty.")
        return ""

    def choose(self, reference: str) -> None:
        self.set_value(reference)

    def learn_names(self) -> None:
        """Shows the name of a reference that has become known meanwhile."""
        if self._reference:
            self.line.setText(called(self._reference, self._kit.labels))
            self.line.setCursorPosition(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and (
                event.key() == Qt.Key.Key_Down and not self._popup.isVisible()):
            self.show_all()
            return True
        if event.type() == QEvent.Type.FocusOut:
            self._take_typed_reference()
        return super().eventFilter(watched, event)

    def show_all(self) -> None:
        """Offers what there is without anything typed."""
        self.line.setFocus()
        self._ask(query="" if self._reference else None)

    def _lay_out(self, name: str) -> None:
        shape = shape_of(self.field.target)
        choose = small_tool(f"{name}_choose", "", _("Choose {field}").format(field=_(self.field.label)), self.show_all)
        choose.setIcon(icons.icon("chevron-down"))
        kind = _(shape.label)
        new = action(f"{name}_new", _("New…"), self._new,
                     _("New {record}").format(record=kind[:1].lower() + kind[1:]))
        box = row(self.line, choose, new, gap=STEP // 2)
        self.setLayout(box)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        completer.setWidget(self.line)
        completer.activated[QModelIndex].connect(self._chosen)  # type: ignore[index]
        return completer

    def _typed(self) -> None:
        self._reference = None
        self._pause.start()
        self.changed.emit()

    def _cleared(self, text: str) -> None:
        if not text and self._reference is not None:
            self._reference = None
            self.changed.emit()

    def _ask(self, query: str | None = None) -> None:
        typed = self.line.text().strip() if query is None else query
        self._kit.ask_labels(self.field.target, typed, whenever_alive(self, self._offer), f"picker-{id(self)}")

    def _offer(self, found: list[tuple[str, str]]) -> None:
        if not self.line.hasFocus() or not self.isVisible():
            return
        self._found = found
        self._names.setStringList([called(reference, {reference: label}) for reference, label in found])
        if found:
            self._popup.setMinimumWidth(max(self.line.width(), self._popup.sizeHintForColumn(0) + 24))
            self._completer.complete()
        else:
            self._popup.hide()

    def _chosen(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self.choose(self._found[index.row()][0])

    def _take_typed_reference(self) -> None:
        """A reference typed in full counts as chosen; whether it exists, the store will say."""
        typed = self.line.text().strip().upper()
        if self._reference is None and typed and kind_of_reference(typed) == self.field.target and " " not in typed:
            self._reference = typed
            self.changed.emit()

    def _new(self) -> None:
        self._kit.new_record(self.field.target, self, whenever_alive(self, self._choose_new))

    def _choose_new(self, reference: str) -> None:
        """At once by its reference; by its name, here and in the rows that tell of it, as soon as that is read."""
        self.choose(reference)

        def name_it() -> None:
            if self._reference == reference:
                self.choose(reference)

        self._kit.learn(reference, whenever_alive(self, name_it))
