"""A panel of labelled fields: each with its help and, in plain words beneath it, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QStyle, QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.forms.editors import WIDE, editor_for
from casetracker.gui.forms.kit import Kit
from casetracker.gui.widgets.basics import STEP, Mnemonics, column, label, named, quiet
from casetracker.gui.widgets.choices import CodeEditor
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.gui.widgets.imprecise_date import DateEditor
from casetracker.i18n import _

LABEL_WIDTH = 22  # average letters of the label column, the same in every panel so that fields stand in one line


class Problem(QWidget):
    """One sentence under a field, with a sign before it; takes no room while all is well."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = QLabel()
        side = self.fontMetrics().height()
        sign.setPixmap(self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning).pixmap(side, side))
        sign.setFixedWidth(side + 2)
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sentence = named(label("", selectable=True), name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(STEP // 2)
        grid.addWidget(sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._sentence, 0, 1)
        grid.setColumnStretch(1, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        sentence = sentence[:1].upper() + sentence[1:]
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class Panel(QWidget):
    """Editors for some fields of one record or row."""

    changed = Signal(str)
    """The name of the field a person changed."""

    def __init__(self, fields: Iterable[Field], name: str, kit: Kit, taken_keys: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.editors: dict[str, Editor] = {}
        self._problems: dict[str, Problem] = {}
        self._kit = kit
        self._keys = Mnemonics(taken_keys)
        self._filling = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * STEP)
        self._grid.setVerticalSpacing(STEP)
        self._grid.setColumnMinimumWidth(0, self.fontMetrics().averageCharWidth() * LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        for field in fields:
            self._add(field, f"{name}_{field.name}")
        self._join_zone()

    @property
    def keys(self) -> str:
        """The Alt keys in use, for what stands on the same page."""
        return self._keys.taken

    def fill(self, values: Mapping[str, Value]) -> None:
        self._filling = True
        for name, editor in self.editors.items():
            editor.fill(values.get(name))
        self._filling = False
        self.show_problems({})

    def values(self) -> dict[str, Value]:
        return {name: editor.value() for name, editor in self.editors.items()}

    @property
    def dirty(self) -> bool:
        return any(editor.dirty for editor in self.editors.values())

    def problems(self) -> dict[str, str]:
        """What the editors themselves know to be wrong: name of the field → sentence."""
        found = {name: editor.problem() for name, editor in self.editors.items()}
        return {name: sentence for name, sentence in found.items() if sentence}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Puts each sentence under its field; places deeper down ("dates[0].date") go to the list's own editor."""
        from casetracker.gui.forms.rows import RowsEditor

        for name, problem in self._problems.items():
            editor = self.editors[name]
            if isinstance(editor, RowsEditor):
                editor.show_problems(_within(name, problems))
            shown = problems.get(name, "")
            # A date says what is wrong with it in its own reading while it is typed.
            problem.say("" if isinstance(editor, DateEditor) and shown == editor.problem() else shown)

    def focus_on(self, name: str) -> None:
        self.editors[name].entry().setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, field: Field, name: str) -> None:
        editor = editor_for(field, name, self._kit, self)
        self.editors[field.name] = editor
        self._problems[field.name] = Problem(f"{name}_problem", self)
        holder = QWidget()
        parts: list[QWidget] = [editor, *self._help(field), self._problems[field.name]]
        holder.setLayout(column(*parts, gap=2))
        if field.type == "list":
            holder.setMinimumHeight(0)
        self._place(field, holder, editor)
        editor.changed.connect(lambda: self._tell(field.name))

    def _place(self, field: Field, holder: QWidget, editor: Editor) -> None:
        line = self._grid.rowCount()
        if field.type == "flag":
            box = editor.entry()
            box.setText(self._keys.mark(_(field.label)))  # type: ignore[attr-defined]
            self._grid.addWidget(holder, line, 1)
            return
        caption = self._caption(field, editor)
        if field.type in WIDE:
            self._grid.addWidget(caption, line, 0, 1, 2)
            self._grid.addWidget(holder, line + 1, 0, 1, 2)
        else:
            self._grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(holder, line, 1)

    def _caption(self, field: Field, editor: Editor) -> QLabel:
        shown = self._keys.mark(_(field.label)) + (" *" if field.required else "")
        caption = QLabel(shown)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setBuddy(editor.entry())
        caption.setContentsMargins(0, 4, 0, 0)
        caption.setWordWrap(field.type not in WIDE)
        if field.required:
            caption.setToolTip(_("This must be filled in."))
        return caption

    def _help(self, field: Field) -> list[QWidget]:
        return [quiet(_(field.help))] if field.help else []

    def _tell(self, name: str) -> None:
        if not self._filling:
            self.changed.emit(name)

    def _join_zone(self) -> None:
        """A date with a zone beside it is read on the clock of that zone, and a zone typed into it is taken over."""
        date, zone = self.editors.get("date"), self.editors.get("zone")
        if isinstance(date, DateEditor) and isinstance(zone, CodeEditor):
            zone.changed.connect(lambda: date.set_zone(str(zone.value() or "")))
            date.line.editingFinished.connect(lambda: _take_over(date, zone))


def _take_over(date: DateEditor, zone: CodeEditor) -> None:
    typed = date.typed_zone()
    if typed:
        zone.set_value(typed)


def _within(name: str, problems: Mapping[str, str]) -> dict[str, str]:
    """The problems inside one list, by what follows its name: "[0].date"."""
    return {place[len(name):]: why for place, why in problems.items() if place.startswith(f"{name}[")}


