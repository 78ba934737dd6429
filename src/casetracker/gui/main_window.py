"""The main window: menus, tool bar, notices, status bar around one desk. Assembly only; what things do is elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from casetracker.errors import StoreMissing, UserError
from casetracker.gui import actions as commands_table
from casetracker.gui import icons, theme
from casetracker.gui.actions import Actions
from casetracker.gui.commands import Commands
from casetracker.gui.failures import Reporter
from casetracker.gui.menus import fill_menu_bar, fill_tool_bar, row_menu, show_undo
from casetracker.gui.notify import NoticeArea
from casetracker.gui.ops import Operations
from casetracker.gui.ops.stores import StoreKeeper
from casetracker.gui.settings import Settings
from casetracker.gui.status import StatusLine, store_name
from casetracker.gui.views.desk import Desk
from casetracker.gui.views.welcome import Welcome
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore
    from casetracker.services.changes import ChangeSet
    from casetracker.services.history import UndoState

_FIRST_SIZE = QSize(1280, 780)
_SMALLEST = QSize(880, 520)


class MainWindow(QMainWindow):
    """One window on one store, or on none yet."""

    def __init__(self, settings: Settings, actor: str) -> None:
        super().__init__()
        named(self, "main-window", "casetracker")
        self.settings = settings
        self.desk: Desk | None = None
        self.keeper = StoreKeeper(actor, self)
        self.reporter = Reporter(self)
        self.commands = Commands(self)
        self.actions_ = Actions(self, self.commands.handlers())
        self._closing = False
        self._undo: UndoState | None = None
        self._build()
        self._connect()
        self._retitle()
        self.allow()

    def _build(self) -> None:
        self.setWindowIcon(icons.program_icon())
        self.setMinimumSize(_SMALLEST)
        self.setAcceptDrops(True)
        self._columns = named(QMenu(_("&Columns"), self), "menu-columns", _("Columns"))
        self._columns.aboutToShow.connect(self._fill_columns)
        fill_menu_bar(self.menuBar(), self.actions_, {"columns": self._columns})
        bar = named(QToolBar(_("Tool bar")), "tool-bar", _("Tool bar"))
        fill_tool_bar(bar, self.actions_)
        self.addToolBar(bar)
        self.notices = NoticeArea()
        self._welcome = Welcome()
        self._body = named(QStackedWidget(), "body", _("Work"))
        self._body.addWidget(self._welcome)
        middle = named(QWidget(), "middle", _("Work"))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._body, 1)
        self.setCentralWidget(middle)
        self.status = StatusLine(self.statusBar())
        self._restore()

    def _restore(self) -> None:
        if not self.restoreGeometry(self.settings.layout("window")):
            self.resize(_FIRST_SIZE)
        for name, on in (("show-navigation", self.settings.navigation_shown), ("show-page", self.settings.page_shown)):
            self.actions_[name].setChecked(on)
        self.actions_[f"theme-{self.settings.theme}"].setChecked(True)

    def _connect(self) -> None:
        self.keeper.asked.connect(self._welcome.wait)
        self.keeper.opened.connect(self._adopt)
        self.keeper.refused.connect(self._refused)
        self._welcome.new_wanted.connect(self.commands.new_store)
        self._welcome.open_wanted.connect(self.commands.open_store)
        self._welcome.sample_wanted.connect(self.open_sample)

    # Stores.

    def open_sample(self) -> None:
        self.keeper.open_sample()

    def say_why_closed(self, sentence: str) -> None:
        """No store is open; the sentence says why."""
        self._welcome.say(sentence)
        self._welcome.focus_first()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.reporter.show(error)
            return
        # What to do about a store that is not there is told in the words of the command line; here are buttons for it.
        told = error.message if isinstance(error, StoreMissing) else str(error)
        if self.desk is None:
            self.say_why_closed(told)
        else:
            self.notices.alarm(told)

    def _adopt(self, store: CaseStore) -> None:
        """A store has been opened: it takes the place of the one before, once that has written all it had to."""
        if self.desk is not None and self.desk.ops.writing:
            self.desk.ops.idle.connect(lambda: self._adopt(store), Qt.ConnectionType.SingleShotConnection)
            return
        self._put_away()
        ops = Operations(store, self)
        ops.changed.connect(lambda _change, _initiator: self._ask_undo())
        ops.failed.connect(self.show_failure)
        ops.noticed.connect(self.status.say)
        self.desk = Desk(ops, self.settings)
        self.desk.moved.connect(self.allow)
        self.desk.menu_wanted.connect(self._offer_row_menu)
        self.desk.new_wanted.connect(self.commands.new_record)
        self.desk.amend_wanted.connect(lambda _reference: self.commands.amend())
        self._body.addWidget(self.desk)
        self._body.setCurrentWidget(self.desk)
        self.desk.shown_list.enter()
        self._say_what_store(store)
        self._retitle()
        self.allow()
        self._ask_undo()

    def _put_away(self) -> None:
        if self.desk is None:
            return
        desk, self.desk = self.desk, None
        desk.keep_layout()
        for dialog in desk.findChildren(QDialog):
            dialog.close()  # what it still looks for is not wanted any more, and would be waited for
        self._body.removeWidget(desk)
        desk.ops.close()
        desk.ops.deleteLater()
        desk.deleteLater()

    def _say_what_store(self, store: CaseStore) -> None:
        self.status.show_store(store)
        if store.read_only:
            self.notices.about_store.say(_("This store can be read, but not written to."), lasting=True)
        elif store.is_sample:
            self.notices.about_store.say(
                _("This is the sample store, for looking around. Your own cases belong in a store of their own."),
                button=_("New store…"), call=self.commands.new_store, lasting=True,
            )
        else:
            self.notices.about_store.hide()

    def _retitle(self) -> None:
        """The name of the store at most: a title stands in task bars and on shared screens."""
        name = store_name(self.desk.ops.store) if self.desk is not None else ""
        self.setWindowTitle(f"{name} – casetracker" if name else "casetracker")

    # What can be done now.

    def allow(self) -> None:
        self.actions_.allow(self._there())
        self.status.show_place(self.desk)
        if self.desk is not None:
            self.actions_[f"go-{self.desk.kind}"].setChecked(True)

    def _there(self) -> frozenset[str]:
        """What is there for commands to work on."""
        if self.desk is None:
            return frozenset()
        there = {commands_table.STORE}
        if not self.desk.ops.store.read_only:
            there.add(commands_table.WRITE)
        if self._undo is not None:
            there |= {name for name in (commands_table.UNDO, commands_table.REDO) if getattr(self._undo, name)}
        if self.desk.came_from:
            there.add(commands_table.BACK)
        row = self.desk.shown_list.current_row()
        if row is not None:
            there |= {commands_table.RECORD, commands_table.WITHDRAWN if row.withdrawn else commands_table.STANDING}
            if self.desk.kind == "incident":
                there.add(commands_table.INCIDENT)
            if self.desk.kind in ("incident", "proceeding"):
                there.add(commands_table.STATUS)
        return frozenset(there)

    def _ask_undo(self) -> None:
        assert self.desk is not None
        store = self.desk.ops.store

        def ask() -> UndoState:
            from casetracker.services import history

            return history.undoable(store)

        self.desk.ops.read(ask, self._know_undo, key="undo")

    def _know_undo(self, found: UndoState) -> None:
        self._undo = found
        show_undo(self.actions_, found.undo, found.redo)
        self.allow()

    def say_done(self, change: ChangeSet) -> None:
        self.status.say(change.description)

    def show_failure(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notices.alarm(str(error))
        else:
            self.reporter.show(error)

    def _offer_row_menu(self, where: QPoint) -> None:
        menu = row_menu(self.actions_, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def _fill_columns(self) -> None:
        self._columns.clear()
        if self.desk is not None:
            self.desk.shown_list.table.fill_columns_menu(self._columns)

    # How it looks.

    def toggle(self, name: str) -> None:
        on = self.actions_[name].isChecked()
        if name == "show-navigation":
            self.settings.navigation_shown = on
        else:
            self.settings.page_shown = on
        if self.desk is not None:
            self.desk.show_navigation(self.settings.navigation_shown)
            self.desk.show_page(self.settings.page_shown)

    def use_theme(self, name: str) -> None:
        self.settings.theme = name
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.use(app, name)
        self.redraw()

    def redraw(self) -> None:
        """Pictures that were drawn in the colours of before."""
        self.notices.redraw()
        self.status.redraw()
        if self.desk is not None:
            self.desk.redraw()

    # Qt's own names from here on.

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None and self.desk.ops.writing:
            if not self._closing:
                self._closing = True
                self.status.say(_("Saving what is under way, then closing…"))
                self.desk.ops.idle.connect(self.close)
            event.ignore()
            return
        self.settings.keep_layout("window", self.saveGeometry())
        self._put_away()
        self.keeper.close()
        self.settings.save()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        writable = self.desk is not None and not self.desk.ops.store.read_only
        if writable and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files and self.desk is not None:
            event.acceptProposedAction()
            self.commands.take_in(files)
