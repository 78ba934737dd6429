"""Editors for numbers and for yes-or-no; a number that is not known stays empty, it is not nought."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.widgets.basics import column, doubled, named, row
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.i18n import _


class NumberEditor(Editor):
    """A whole or a real number within the limits of its field, or nothing."""

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = named(QLineEdit(), name, _(field.label))
        self.line.setMaximumWidth(self.fontMetrics().averageCharWidth() * 24)
        box = row(self.line)
        box.addStretch(1)
        self.setLayout(box)
        self.line.textChanged.connect(lambda: self.changed.emit())

    def entry(self) -> QWidget:
        return self.line

    def show_value(self, value: Value) -> None:
        self.line.setText("" if value is None else str(value))

    def read_value(self) -> Value:
        """The number, or the text itself where it is none, so that nothing typed is lost."""
        typed = self.line.text().strip().replace("\u2212", "-")
        if not typed:
            return None
        number = self._number(typed)
        return typed if number is None else number

    def problem(self) -> str:
        value = self.read_value()
        if value is None:
            return ""
        if isinstance(value, str):
            return (_("This is not a whole number. Write digits only, or leave it empty.")
                    if self.field.type == "int" else
                    _("This is not a number. Write it as in 48.1513, or leave it empty."))
        return self._outside(float(str(value)))

    def _number(self, typed: str) -> int | float | None:
        try:
            if self.field.type == "int":
                return int(typed.replace(" ", "").replace("\u00a0", ""))
            return float(typed.replace(",", "."))
        except ValueError:
            return None

    def _outside(self, number: float) -> str:
        low, high = self.field.low, self.field.high
        if number != number or (low is not None and number < low) or (high is not None and number > high):
            return _("This must lie between {low} and {high}.").format(low=_short(low), high=_short(high))
        return ""


def _short(number: float | None) -> str:
    return "…" if number is None else f"{number:,.0f}".replace(",", "\u202f")


class FlagEditor(Editor):
    """Yes or no, the label beside the box."""

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = named(QCheckBox(doubled(_(field.label))), name, _(field.label))
        self.setLayout(column(self.box))
        self.box.toggled.connect(lambda: self.changed.emit())

    def entry(self) -> QWidget:
        return self.box

    def show_value(self, value: Value) -> None:
        self.box.setChecked(bool(value))

    def read_value(self) -> Value:
        return self.box.isChecked()
