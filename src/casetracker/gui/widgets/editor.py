"""What every editor of one field has in common: it gives back what it was given until a person changes it.

A text box may fold line ends or a number its zeros; a record that was only looked at must come out as it went in.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from casetracker.domain.shapes import Field

Value = object
"""What a field holds in exchange JSON: a string, number, flag, list, dict or None."""


class Editor(QWidget):
    """One field of a record on screen."""

    changed = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._given: Value = None
        self._shown: Value = None

    def fill(self, value: Value) -> None:
        """Shows a value as it stands in the record."""
        self._given = value
        self.show_value(value)
        self._shown = self.read_value()

    def value(self) -> Value:
        """What the field holds now."""
        shown = self.read_value()
        return self._given if shown == self._shown else shown

    def set_value(self, value: Value) -> None:
        """Types a value for the person, as a change of theirs."""
        self.show_value(value)
        self.changed.emit()

    @property
    def dirty(self) -> bool:
        return self.read_value() != self._shown

    def problem(self) -> str:
        """What is wrong with what was typed, as far as the editor can know; empty if nothing is."""
        return ""

    def entry(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self

    def show_value(self, value: Value) -> None:
        raise NotImplementedError

    def read_value(self) -> Value:
        raise NotImplementedError
