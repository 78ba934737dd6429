"""The page of an incident: what is alleged, according to whom, and all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from casetracker.gui.pages import incident_head, incident_links, incident_parts, related
from casetracker.gui.pages.findings import findings_section
from casetracker.gui.pages.record_page import RecordPage
from casetracker.gui.widgets.basics import named

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.case_store import CaseStore

JOURNAL_LINES = 8


class IncidentPage(RecordPage):
    """Files dropped anywhere on it are taken in as evidence of the incident."""

    def __init__(self, ops: Operations, parent: QWidget | None = None) -> None:
        super().__init__("incident", ops, parent)
        self.setAcceptDrops(True)
        self._veil = named(_Veil(self), "drop_veil")

    def read(self, store: CaseStore, reference: str, revealed: bool) -> Any:
        from casetracker.services import allegations, findings, history, relations, show

        page = show.incident_page(store, reference)
        page["matrices"] = {each["reference"]: allegations.matrix(page, each) for each in page["allegations"]}
        page["related"] = relations.related(store, reference)
        page["journal"] = history.entries(store, reference, limit=JOURNAL_LINES)
        page["findings"] = findings.of(store, reference)
        return page

    def parts(self, found: Any) -> Iterator[QWidget]:
        labels = {reference: str(record["label"]) for kind in ("sources", "parties", "bodies")
                  for reference, record in found[kind].items()}
        labels.update((item["reference"], str(item["label"])) for item in found["evidence"])
        context = self.context(labels)
        yield incident_head.head(context, found)
        yield from related.merged_banner(context, found)
        yield findings_section(context, found["findings"])
        yield from incident_parts.sections(context, found)
        yield from incident_links.sections(context, found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.reference and not self._ops.store.read_only and _files(event):
            event.acceptProposedAction()
            self._veil.cover()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QEvent) -> None:
        self._veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        from casetracker.gui import dialogs

        self._veil.hide()
        paths = _files(event)
        if paths:
            event.acceptProposedAction()
            dialogs.take_in_evidence(self._ops, self.reference, paths, self)


class _Veil(QWidget):
    """A frame over the page that says where dropped files will go."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(colour, 3))
        painter.drawRect(self.rect().adjusted(2, 2, -3, -3))
        colour.setAlphaF(0.1)
        painter.fillRect(self.rect(), colour)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
