"""The page of the selected record, one class for incidents, one for evidence, one for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.gui.pages.record_page import RecordPage

__all__ = ["page_for"]


def page_for(kind: str, ops: Operations, parent: QWidget | None = None) -> RecordPage:
    if kind == "incident":
        from casetracker.gui.pages.incident import IncidentPage

        return IncidentPage(ops, parent)
    if kind == "evidence":
        from casetracker.gui.pages.evidence import EvidencePage

        return EvidencePage(kind, ops, parent)
    if kind == "allegation":
        from casetracker.gui.pages.allegation import AllegationPage

        return AllegationPage(kind, ops, parent)
    from casetracker.gui.pages.generic import GenericPage

    return GenericPage(kind, ops, parent)
