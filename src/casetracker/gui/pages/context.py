"""What every part of a page needs: the store's door, the record shown, and where its links and buttons lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from casetracker.gui.widgets.buttons import Link
from casetracker.gui.widgets.section import Section

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Context:
    """One showing of one record."""

    ops: Operations
    page: QWidget
    reference: str
    kind: str
    open: Callable[[str], object]
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def editable(self) -> bool:
        return not self.ops.store.read_only

    @property
    def amendable(self) -> bool:
        """Whether this record is corrected in place; a custody entry is corrected by a further one."""
        return self.kind != "custody"

    def link(self, reference: str, shown: str = "") -> Link:
        return Link(reference, shown or reference, self.open)

    def name_of(self, reference: str) -> str:
        label = self.labels.get(reference, "")
        return "" if label == reference else label

    def edit(self, at: str = "") -> None:
        """Opens the form of this record at a field."""
        from casetracker.gui.forms import open_form

        form = open_form(self.ops, self.kind, self.page, self.reference)
        if at:
            form.start_at(at)

    def add(self, kind: str, preset: Record) -> None:
        """Opens the form of a new record that hangs on this one."""
        from casetracker.gui.forms import open_form

        open_form(self.ops, kind, self.page, preset=dict(preset))

    def action(self, section: Section, name: str, text: str, call: Callable[[], object]) -> QPushButton:
        """A button of a section that changes something; it is dead while the store can only be read."""
        button = section.add_action(name, text, call)
        button.setEnabled(self.editable)
        return button
