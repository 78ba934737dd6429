"""The forms of all record kinds, driven by their shapes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from casetracker.gui.forms.record_form import RecordForm
    from casetracker.gui.ops import Operations

__all__ = ["open_form"]


def open_form(ops: Operations, kind: str, parent: QWidget | None, reference: str | None = None,
              preset: Mapping[str, object] | None = None) -> RecordForm:
    """Opens the form of a kind: of a new record, begun with what is known already, or of an existing one."""
    from casetracker.gui.forms.record_form import RecordForm

    form = RecordForm(ops, kind, parent, reference, preset)
    form.open()
    return form
