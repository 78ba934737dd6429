"""Which editor a field gets: the one place where the type of a field decides the widget."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.picker import RecordPicker
from casetracker.gui.widgets.choices import CodeEditor, CodesEditor
from casetracker.gui.widgets.editor import Editor
from casetracker.gui.widgets.imprecise_date import DateEditor
from casetracker.gui.widgets.numbers import FlagEditor, NumberEditor
from casetracker.gui.widgets.texts import LineEditor, LongEditor, WordsEditor

WIDE = frozenset({"long", "codes", "words", "list"})
"""Types whose editor takes the whole width, with its label above."""

NARRATIVE_LINES = 6


def editor_for(field: Field, name: str, kit: Kit, parent: QWidget | None = None) -> Editor:
    if field.type == "list":
        from casetracker.gui.forms.rows import RowsEditor

        return RowsEditor(field, name, kit, parent)
    if field.type == "ref":
        return RecordPicker(field, name, kit, parent)
    if field.vocabulary is not None and field.type != "codes":
        return CodeEditor(field, name, parent)
    return _plain_editor(field, name, parent)


def _plain_editor(field: Field, name: str, parent: QWidget | None) -> Editor:
    match field.type:
        case "codes":
            return CodesEditor(field, name, parent)
        case "words":
            return WordsEditor(field, name, parent)
        case "long":
            return LongEditor(field, name, NARRATIVE_LINES if field.name == "narrative" else 2, parent)
        case "flag":
            return FlagEditor(field, name, parent)
        case "int" | "real":
            return NumberEditor(field, name, parent)
        case "when":
            return DateEditor(field, name, parent)
        case _:
            return LineEditor(field, name, parent)
