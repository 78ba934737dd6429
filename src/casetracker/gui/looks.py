"""How the window looks, and how long it stays open untouched: what somebody chose once is so the next time too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from casetracker.gui import theme
from casetracker.gui.actions import LOCK_AFTER

if TYPE_CHECKING:
    from casetracker.gui.main_window import MainWindow

_FIRST_SIZE = QSize(1280, 780)
_ROOM_FOR_FACETS = 1200
"""In a narrower window they are there once they are asked for."""


class Looks:
    """The choices of one person about the window, kept in the settings."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._settings = window, window.settings

    def restore(self) -> None:
        settings, actions = self._settings, self._window.actions_
        if not self._window.restoreGeometry(settings.layout("window")):
            self._window.resize(_FIRST_SIZE)
        if not settings.store.contains("window/facets"):
            settings.facets_shown = self._window.width() >= _ROOM_FOR_FACETS
        for name, on in (("show-navigation", settings.navigation_shown), ("show-page", settings.page_shown),
                         ("show-facets", settings.facets_shown)):
            actions[name].setChecked(on)
        actions[f"theme-{settings.theme}"].setChecked(True)
        if settings.lock_after in LOCK_AFTER:
            actions[f"lock-after-{settings.lock_after}"].setChecked(True)

    def toggle(self, name: str) -> None:
        on = self._window.actions_[name].isChecked()
        if name == "show-navigation":
            self._settings.navigation_shown = on
        elif name == "show-facets":
            self._settings.facets_shown = on
        else:
            self._settings.page_shown = on
        if self._window.desk is not None:
            self._window.desk.show_navigation(self._settings.navigation_shown)
            self._window.desk.show_page(self._settings.page_shown)
            self._window.desk.show_facets(self._settings.facets_shown)

    def lock_after(self, minutes: int) -> None:
        self._settings.lock_after = minutes

    def use_theme(self, name: str) -> None:
        self._settings.theme = name
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.use(app, name)
        self.redraw()

    def redraw(self) -> None:
        """Pictures that were drawn in the colours of before."""
        self._window.notices.redraw()
        self._window.status.redraw()
        if self._window.desk is not None:
            self._window.desk.redraw()
