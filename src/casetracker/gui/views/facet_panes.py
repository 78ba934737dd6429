"""The facets and the table of incidents side by side, and the button that shows or hides the facets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QToolButton, QWidget

from casetracker.gui import icons
from casetracker.gui.settings import Settings
from casetracker.gui.views.facet_panel import FacetPanel
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

_LAYOUT = "facets"
_NARROWEST = 220
"""Of the table, beside the facets."""


class FacetPanes(QSplitter):
    """Keeps how wide the facets are, and says how wide the two are at least."""

    def __init__(self, panel: FacetPanel, table: QWidget, settings: Settings) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        named(self, "facets-splitter", _("Facets and incidents"))
        self._panel, self._settings = panel, settings
        for pane in (panel, table):
            self.addWidget(pane)
        for part in (panel, table, self.handle(1)):
            part.raise_()  # a screen reader goes from the lowest up
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(1, 1)
        table.setMinimumWidth(_NARROWEST)
        self.setSizes((panel.sizeHint().width(), 5 * _NARROWEST))
        self.restoreState(settings.layout(_LAYOUT))

    def narrowest(self, with_facets: bool) -> int:
        return _NARROWEST + (self._panel.minimumWidth() + self.handleWidth() if with_facets else 0)

    def keep_layout(self) -> None:
        self._settings.keep_layout(_LAYOUT, self.saveState())


def facets_button() -> QToolButton:
    button = named(QToolButton(), "show-facets-button", _("Facets"))
    button.setIcon(icons.icon("list-filter"))
    button.setToolTip(_("Facets beside the list (F7)"))
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
