"""The forms of all record kinds, driven by their shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from casetracker.gui.forms.kit import NewRecord
    from casetracker.gui.forms.record_form import RecordForm
    from casetracker.gui.ops import Operations
    from casetracker.services.form_drafts import FormDraft

__all__ = ["open_form", "opener"]


def open_form(ops: Operations, kind: str, parent: QWidget | None, reference: str | None = None,
              preset: Mapping[str, object] | None = None, draft: FormDraft | None = None) -> RecordForm:
    """Opens the form of a kind: of a new record, begun with what is known already, of an existing one, or of a draft."""
    from casetracker.gui.forms.record_form import RecordForm

    form = RecordForm(ops, kind, parent, reference, preset, draft)
    QTimer.singleShot(0, form, form.open)  # made and painted in one go it would hold the window too long
    return form


def opener(ops: Operations) -> NewRecord:
    """How a picker outside a form of its own opens the form of a new record."""
    def opened(kind: str, above: QWidget, saved: Callable[[str], None]) -> None:
        open_form(ops, kind, above.window()).saved.connect(saved)

    return opened
