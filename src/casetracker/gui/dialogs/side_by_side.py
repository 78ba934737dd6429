"""Two incidents side by side, field by field, to see whether they tell one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QGridLayout, QScrollArea, QWidget

from casetracker.domain import vocabulary as v
from casetracker.domain.shapes import INCIDENT
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import STEP, Flowing, heading, named, plain, quiet, whenever_alive
from casetracker.gui.widgets.wording import date_text, listed_text, row_text
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

Page = dict[str, Any]


class Compare(Dialog):
    """What both say the same of is muted; from here they can be told apart or merged."""

    def __init__(self, ops: Operations, one: str, other: str, parent: QWidget | None) -> None:
        super().__init__("compare", _("Compare {one} and {other}").format(one=one, other=other), parent,
                         _("What both say in the same words is muted."), QSize(960, 760))
        self._ops, self._pair = ops, (one, other)
        self.area = named(QScrollArea(), "compare_area", _("Both incidents"))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.add(self.area, 1)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.apart_button = self.add_button("apart", _("&Not the same…"), role)
        self.merge_button = self.add_button("merge", _("Same: &merge…"), role)
        for button in (self.apart_button, self.merge_button):
            button.setEnabled(not ops.store.read_only)
        self.apart_button.clicked.connect(self._tell_apart)
        self.merge_button.clicked.connect(self._merge)
        self.add_cancel(_("&Close")).setDefault(True)
        store = ops.store
        ops.read(lambda: _read(store, one, other), whenever_alive(self, self._arrived), whenever_alive(self, self.refused))

    def _tell_apart(self) -> None:
        from casetracker.gui import dialogs

        dialogs.tell_apart(self._ops, *self._pair, self).accepted.connect(self.accept)

    def _merge(self) -> None:
        from casetracker.gui import dialogs

        dialogs.merge(self._ops, *self._pair, self).accepted.connect(self.accept)

    def _arrived(self, pages: tuple[Page, Page]) -> None:
        content = Flowing()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, STEP, 0)
        grid.setHorizontalSpacing(2 * STEP)
        grid.setVerticalSpacing(STEP)
        for place, stretch in enumerate((0, 1, 1)):
            grid.setColumnStretch(place, stretch)
        grid.setColumnMinimumWidth(0, content.fontMetrics().averageCharWidth() * 16)
        for place, reference in enumerate(self._pair, start=1):
            grid.addWidget(heading(reference), 0, place)
        for line, (name, caption, one, other) in enumerate(_lines(*pages), start=1):
            label = quiet(caption)
            label.setMaximumWidth(content.fontMetrics().averageCharWidth() * 20)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            for place, text in enumerate((one, other), start=1):
                grid.addWidget(plain(text or "—", f"compare_{name}_{place}", caption, muted=one == other), line, place,
                               Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        self.area.setWidget(content)


def _read(store: Any, one: str, other: str) -> tuple[Page, Page]:
    from casetracker.services import show

    return show.incident_page(store, one), show.incident_page(store, other)


def _lines(one: Page, other: Page) -> Iterator[tuple[str, str, str, str]]:
    """(name, caption, what the one says, what the other says) of all that at least one of them says something of."""
    for (name, caption, left), (_name, _caption, right) in zip(_told(one), _told(other), strict=True):
        if left or right:
            yield name, caption, left, right


def _told(page: Page) -> Iterator[tuple[str, str, str]]:
    incident, working = page["incident"], page["incident"]["derived"]["working_date"]
    yield "title", _("Title"), incident["title"]
    yield "when", _("When"), date_text(working["date"], working["zone"]) if working else ""
    for field in INCIDENT.lists:
        if not field.readonly:
            yield field.name, _(field.label), _listed(row_text(field, row) for row in incident[field.name])
    for field in INCIDENT.scalars:
        if field.name != "title":
            yield field.name, _(field.label), listed_text(field, incident[field.name])
    yield "parties", _("Parties"), _listed(
        f"{each['party']} {page['parties'][each['party']]['label']}: {v.ROLE.label(each['role'])}"
        for each in page["participations"])
    for kind, caption in (("evidence", _("Evidence")), ("proceedings", _("Proceedings"))):
        yield kind, caption, _listed(f"{each['reference']} {each['label']}" for each in page[kind])
    yield "sources", _("Sources"), _listed(f"{name} {each['label']}" for name, each in page["sources"].items())


def _listed(lines: Iterable[str]) -> str:
    """Each line once, for several sources may say the same; told apart by a dot where there are several."""
    told = list(dict.fromkeys(lines))
    return "\n".join(f"•\u00a0{line}" for line in told) if len(told) > 1 else "".join(told)
