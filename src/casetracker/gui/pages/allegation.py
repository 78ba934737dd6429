"""The page of one allegation: its text and why, and the matrix of its elements, open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from casetracker.gui.pages import allegations
from casetracker.gui.pages.context import Context
from casetracker.gui.pages.generic import GenericPage, used_in
from casetracker.gui.pages.histories import journal_section
from casetracker.gui.widgets.basics import quiet
from casetracker.gui.widgets.section import Section
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore


class AllegationPage(GenericPage):
    """Worked on here as on the page of its incident."""

    def read(self, store: CaseStore, reference: str, revealed: bool) -> Any:
        from casetracker.services import allegations as work
        from casetracker.services import show

        found = super().read(store, reference, revealed)
        page = show.incident_page(store, found["record"]["incident"])
        return {**found, "matrix": work.matrix(page, found["record"])}

    def sections(self, context: Context, found: dict[str, Any]) -> Iterator[QWidget]:
        from casetracker.gui import dialogs

        record, matrix = found["record"], found["matrix"]
        text = Section("provision", " — ".join(part for part in (matrix["citation"], matrix["title"]) if part))
        context.action(text, "edit", _("Edit…"), lambda: dialogs.allege(context.ops, record["incident"], context.page,
                                                                         context.reference))
        text.add(quiet(_("A candidate qualification: the program proposes, counsel decides.")))
        for part in allegations.particulars(context, record, matrix):
            text.add(part)
        yield text
        weighed = Section("elements", _("Elements"))
        if matrix["rows"]:
            weighed.add(allegations.elements(context, record, matrix, folded=False))
        else:
            weighed.add_empty(_("This provision has no elements of its own; choose one of its forms."))
        yield weighed
        yield used_in(context, found["used_in"])
        yield journal_section(context, found["journal"])
