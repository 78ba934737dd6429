"""Menus and tool bar, filled from the table of commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from casetracker.domain.shapes import shape_of
from casetracker.gui.actions import LOCK_AFTER, MENUS, ROW_MENU, SEPARATOR, TOOLS, Actions
from casetracker.gui.navigation import PLACES
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _, ngettext

_SIGN = QSize(18, 18)


def fill_menu_bar(bar: QMenuBar, actions: Actions, submenus: Mapping[str, QMenu]) -> None:
    named(bar, "menu-bar", _("Menu bar"))
    for place in PLACES:
        actions[f"go-{place.kind}"].setText(_(shape_of(place.kind).plural))
    for title, names in MENUS:
        menu = named(bar.addMenu(_(title)), f"menu-{title.replace('&', '').lower()}", _(title).replace("&", ""))
        _fill(menu, names, actions, submenus)


def _fill(menu: QMenu, names: Iterable[str], actions: Actions, submenus: Mapping[str, QMenu]) -> None:
    for name in names:
        if name == SEPARATOR:
            menu.addSeparator()
        elif name in submenus:
            menu.addMenu(submenus[name])
        else:
            menu.addAction(actions[name])


def lock_after_menu(actions: Actions, parent: QWidget) -> QMenu:
    """After how long without a touch a store locks itself."""
    menu = named(QMenu(_("Lock a&fter…"), parent), "menu-lock-after", _("Lock after"))
    for minutes in LOCK_AFTER:
        action = actions[f"lock-after-{minutes}"]
        action.setText(ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else _("Never"))
        menu.addAction(action)
    return menu


def fill_tool_bar(bar: QToolBar, actions: Actions) -> None:
    bar.setMovable(False)
    bar.setFloatable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setIconSize(_SIGN)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    for name in TOOLS:
        if name == SEPARATOR:
            bar.addSeparator()
            continue
        bar.addAction(actions[name])
        button = bar.widgetForAction(actions[name])
        if isinstance(button, QToolButton):
            named(button, f"tool-{name}", actions[name].iconText())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for more in bar.findChildren(QToolButton, "qt_toolbar_ext_button"):
        more.setAccessibleName(_("More tools"))


def row_menu(actions: Actions, parent: QWidget) -> QMenu:
    """What can be done with the record of a row: only what makes sense for it."""
    menu = named(QMenu(parent), "row-menu", _("Record"))
    for name in ROW_MENU:
        if name == SEPARATOR:
            menu.addSeparator()
        elif actions[name].isEnabled():
            menu.addAction(actions[name])
    return menu


def show_undo(actions: Actions, undo: str | None, redo: str | None) -> None:
    """“Undo amend incident INC-2026-000001”: what it would undo stands in its name."""
    for name, word, what in (("undo", _("&Undo"), undo), ("redo", _("&Redo"), redo)):
        action = actions[name]
        action.setText(f"{word} {_lower_first(what)}" if what else word)
        action.setToolTip(action.text().replace("&", ""))
        action.setIconText(word.replace("&", ""))


def _lower_first(what: str) -> str:
    return what[:1].lower() + what[1:].replace("&", "&&")
