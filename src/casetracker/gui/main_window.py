"""The main window: menus, tool bar, notices, status bar around one desk. Assembly only; what things do is elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QVBoxLayout, QWidget

from casetracker.errors import UserError
from casetracker.gui import about_store, icons
from casetracker.gui.actions import Actions
from casetracker.gui.at_the_door import Door
from casetracker.gui.clipboard import Discreet
from casetracker.gui.commands import Commands
from casetracker.gui.failures import Reporter
from casetracker.gui.holding import Holding
from casetracker.gui.idle import Idle
from casetracker.gui.jump import Jump
from casetracker.gui.locking import Locker
from casetracker.gui.looks import Looks
from casetracker.gui.menus import fill_menu_bar, fill_tool_bar, lock_after_menu, row_menu
from casetracker.gui.notify import NoticeArea
from casetracker.gui.ops.stores import StoreKeeper
from casetracker.gui.possible import Possible
from casetracker.gui.settings import Settings
from casetracker.gui.status import StatusLine, store_name
from casetracker.gui.unsaved import Unsaved
from casetracker.gui.views.body import Body
from casetracker.gui.views.desk import Desk
from casetracker.gui.warming import Warming
from casetracker.gui.who import Who
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore
    from casetracker.services.changes import ChangeSet

_SMALLEST = QSize(880, 520)


class MainWindow(QMainWindow):
    """One window on one store, or on none yet."""

    def __init__(self, settings: Settings, actor: str, ask_name: bool = False,
                 return_to: tuple[str, str] = ("", "")) -> None:
        """`return_to` is the kind of list and the reference where somebody was before the lock."""
        super().__init__()
        named(self, "main-window", "casetracker")
        self.settings = settings
        self.body = Body()
        self.keeper = StoreKeeper(actor, self)
        self.holding = Holding(self.body, settings, return_to, self)
        self.who = Who(actor, settings, self)
        self.jump = Jump(self)
        self.reporter = Reporter(self)
        self.clipboard = Discreet(self)
        self.locker = Locker(self)
        self.looks = Looks(self)
        self._warming = Warming(self)
        self._idle = Idle(lambda: self.settings.lock_after, self)
        self.commands = Commands(self)
        self.actions_ = Actions(self, self.commands.handlers())
        self._closing = False
        self._build()
        self.unsaved = Unsaved(self.notices.unsaved, self)
        self.possible = Possible(self.holding, self.actions_, self.status)
        self.door = Door(self)
        self._connect()
        self.look_again()
        if ask_name:
            self.who.ask_in(self.notices.about_actor)

    @property
    def desk(self) -> Desk | None:
        """The desk of the store that is open."""
        return self.holding.desk

    def _build(self) -> None:
        self.setWindowIcon(icons.program_icon())
        self.setMinimumSize(_SMALLEST)
        self.setAcceptDrops(True)
        self._columns = named(QMenu(_("&Columns"), self), "menu-columns", _("Columns"))
        self._columns.aboutToShow.connect(self._fill_columns)
        fill_menu_bar(self.menuBar(), self.actions_, {"columns": self._columns, "lock-after": lock_after_menu(
            self.actions_, self)})
        bar = named(QToolBar(_("Tool bar")), "tool-bar", _("Tool bar"))
        fill_tool_bar(bar, self.actions_)
        self.addToolBar(bar)
        self.notices = NoticeArea()
        middle = named(QWidget(), "middle", _("Work"))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.body, 1)
        self.setCentralWidget(middle)
        self.status = StatusLine(self.statusBar())
        self.looks.restore()

    def _connect(self) -> None:
        self.holding.made.connect(self._attend)
        self.holding.taken.connect(self._show_store)
        self.holding.leaving.connect(self.unsaved.put_away)
        self.holding.failed.connect(self.show_failure)
        self.holding.check_due.connect(self.status.remind_of_check)
        self.who.changed.connect(self._use_name)
        self.status.actor.clicked.connect(lambda _checked: self.who.change())
        self.status.show_actor(self.who.name)
        self._idle.reached.connect(self.locker.lock_unasked)
        welcome = self.body.welcome
        welcome.new_wanted.connect(self.commands.new_store)
        welcome.open_wanted.connect(self.commands.open_store)
        welcome.sample_wanted.connect(self.keeper.open_sample)

    def _attend(self, desk: Desk) -> None:
        """Whatever a new desk says is heard."""
        desk.begun.connect(lambda: self._ask_more(desk))
        desk.begun.connect(self._warming.begin)
        desk.ops.changed.connect(lambda _change, _initiator: self.possible.ask_undo())
        desk.ops.failed.connect(self.show_failure)
        desk.ops.noticed.connect(self.status.say)
        desk.moved.connect(self.possible.look)
        desk.menu_wanted.connect(self._offer_row_menu)
        desk.saved.removed.connect(self._offer_back)
        desk.new_wanted.connect(self.commands.new_record)
        desk.amend_wanted.connect(lambda _reference: self.commands.amend())
        desk.facets_wanted.connect(lambda _on: self.actions_["show-facets"].trigger())

    # What the window shows of itself.

    def _show_store(self, store: CaseStore) -> None:
        self.keeper.keep_only(store.folder)
        self.status.show_store(store)
        about_store.tell(self.notices.about_store, store, self.keeper.why_read_only(store.folder), self.commands.new_store)
        self.look_again()

    def _ask_more(self, desk: Desk) -> None:
        """What the first list need not wait for."""
        if desk is self.desk:
            self.possible.ask_undo()
            self.unsaved.look(desk.ops)

    def look_again(self) -> None:
        """Another store is open, or none. The title is its name at most: it stands in task bars and on shared screens."""
        name = store_name(self.desk.ops.store) if self.desk is not None else ""
        self.setWindowTitle(f"{name} – casetracker" if name else "casetracker")
        self.possible.look()

    def say_done(self, change: ChangeSet) -> None:
        self.status.say(change.description)

    def _offer_back(self, change: ChangeSet, name: str) -> None:
        """What was taken away without a question is brought back by a button."""
        self.notices.latest.say(_("“{name}” was removed.").format(name=name), button=_("&Undo"),
                                call=lambda: self.commands.undo_change(change.change_id))

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

    def _use_name(self, name: str) -> None:
        """From now on; undo is offered for that person's changes."""
        self.keeper.actor = name
        self.status.show_actor(name)
        if self.desk is not None:
            self.desk.ops.store.actor = name
            self.possible.ask_undo()

    def put_everything_away(self) -> None:
        """What a window leaves in order, whether it is closed or locked."""
        self.settings.keep_layout("window", self.saveGeometry())
        self.holding.put_away()
        self.keeper.close()
        self.settings.save()

    # Qt's own names from here on.

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None and self.desk.ops.writing:
            if not self._closing:
                self._closing = True
                self.status.say(_("Saving what is under way, then closing…"))
                self.desk.ops.idle.connect(self.close)
            event.ignore()
            return
        self.put_everything_away()
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
