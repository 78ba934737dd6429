"""The main window: menus, tool bar, notices, status bar around one desk. Assembly only; what things do is elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

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
from casetracker.gui.clipboard import Discreet
from casetracker.gui.commands import Commands
from casetracker.gui.failures import Reporter
from casetracker.gui.idle import Idle
from casetracker.gui.locking import Locker
from casetracker.gui.menus import fill_menu_bar, fill_tool_bar, lock_after_menu, row_menu, show_undo
from casetracker.gui.navigation import PLACES
from casetracker.gui.notify import NoticeArea
from casetracker.gui.ops import Operations
from casetracker.gui.ops.stores import StoreKeeper
from casetracker.gui.settings import Settings
from casetracker.gui.status import StatusLine, store_name
from casetracker.gui.unsaved import Unsaved
from casetracker.gui.upkeep import Upkeep
from casetracker.gui.views.desk import Desk
from casetracker.gui.views.unlock import Unlock
from casetracker.gui.views.welcome import Welcome
from casetracker.gui.who import Who
from casetracker.gui.widgets.basics import named
from casetracker.gui.widgets.wording import moment_text
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore
    from casetracker.services.changes import ChangeSet
    from casetracker.services.history import UndoState

T = TypeVar("T")
_FIRST_SIZE = QSize(1280, 780)
_SMALLEST = QSize(880, 520)


class MainWindow(QMainWindow):
    """One window on one store, or on none yet."""

    def __init__(self, settings: Settings, actor: str, ask_name: bool = False,
                 return_to: tuple[str, str] = ("", "")) -> None:
        """`return_to` is the kind of list and the reference where somebody was before the lock."""
        super().__init__()
        named(self, "main-window", "casetracker")
        self.settings = settings
        self.desk: Desk | None = None
        self.upkeep: Upkeep | None = None
        self.keeper = StoreKeeper(actor, self)
        self.who = Who(actor, settings, self)
        self.reporter = Reporter(self)
        self.clipboard = Discreet(self)
        self.locker = Locker(self)
        self._idle = Idle(lambda: self.settings.lock_after, self)
        self.commands = Commands(self)
        self.actions_ = Actions(self, self.commands.handlers())
        self._closing = False
        self._undo: UndoState | None = None
        self._build()
        self.unsaved = Unsaved(self.notices.unsaved, self)
        self._return_to = return_to
        self._connect()
        self._retitle()
        self.allow()
        if ask_name:
            self.who.ask_in(self.notices.about_actor)

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
        self._welcome = Welcome()
        self._body = named(QStackedWidget(), "body", _("Work"))
        self._body.addWidget(self._welcome)
        self._unlock = Unlock()
        self._body.addWidget(self._unlock)
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
        if self.settings.lock_after in commands_table.LOCK_AFTER:
            self.actions_[f"lock-after-{self.settings.lock_after}"].setChecked(True)

    def _connect(self) -> None:
        self.keeper.asked.connect(self._welcome.wait)
        self.keeper.opened.connect(self._adopt)
        self.keeper.refused.connect(self._refused)
        self.keeper.locked.connect(self._ask_passphrase)
        self.keeper.recovery_key.connect(self.tell_recovery_key)
        self.keeper.raised.connect(self._open_elsewhere)
        self.keeper.wanted.connect(self.come_forward)
        self.keeper.not_opened.connect(self._let_go)
        self.who.changed.connect(self._use_name)
        self.status.actor.clicked.connect(lambda _checked: self.who.change())
        self.status.show_actor(self.who.name)
        self._idle.reached.connect(self.locker.lock_unasked)
        self._unlock.given.connect(self.keeper.open)
        self._unlock.left.connect(self._leave_locked)
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

    def _ask_passphrase(self, folder: Path, why: str) -> None:
        """The store that was open stays open beneath, until another is."""
        self._unlock.ask(folder, why)
        self._body.setCurrentWidget(self._unlock)

    def _leave_locked(self) -> None:
        self.keeper.keep_only(self._folder())
        if self.desk is not None:
            self._body.setCurrentWidget(self.desk)
        else:
            self._body.setCurrentWidget(self._welcome)
            self.say_why_closed("")
        self.commands.open_store()

    def _folder(self) -> Path | None:
        return self.desk.ops.store.folder if self.desk is not None else None

    def _let_go(self, folder: Path) -> None:
        """A store that was refused is nobody's, unless it is the one that is open here."""
        mine = self._folder()
        if mine is None or os.path.realpath(mine) != os.path.realpath(folder):
            self.keeper.leave(folder)

    def _open_elsewhere(self, sentence: str) -> None:
        if self.desk is None:
            self.say_why_closed(sentence)
        else:
            self.notices.alarm(sentence)

    def come_forward(self) -> None:
        """Somebody started the program a second time on the store that is open here."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def tell_recovery_key(self, recovery_key: str) -> None:
        from casetracker.gui.dialogs.recovery_key import RecoveryKey

        RecoveryKey(recovery_key, self).open()

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
        self.keeper.keep_only(store.folder)
        self._say_what_store(store)
        self._retitle()
        self.allow()
        self._ask_undo()
        self.unsaved.look(ops)
        self._return()
        self._keep_up(store)

    def _return(self) -> None:
        """Where the person was before the lock."""
        (kind, reference), self._return_to = self._return_to, ("", "")
        if self.desk is not None and kind in {place.kind for place in PLACES}:
            self.desk.go(kind)
            if reference:
                self.desk.open(reference)

    def without_store(self, work: Callable[[Path], T], success: Callable[[T], object],
                      failure: Callable[[Exception], object]) -> None:
        """Something to be done with the store that is open here while it is open nowhere; whoever asks opens it again."""
        folder = self._folder()
        if self.desk is None or folder is None:
            return
        if self.desk.ops.writing:
            self.desk.ops.idle.connect(lambda: self.without_store(work, success, failure),
                                       Qt.ConnectionType.SingleShotConnection)
            return
        self._put_away()
        self.keeper.leave(folder)
        self._welcome.wait(_("The store is closed for a while…"))
        self._body.setCurrentWidget(self._welcome)
        self._retitle()
        self.allow()
        self.keeper.work(lambda: work(folder), success, failure)

    def put_everything_away(self) -> None:
        """What a window leaves in order, whether it is closed or locked."""
        self.settings.keep_layout("window", self.saveGeometry())
        self._put_away()
        self.keeper.close()
        self.settings.save()

    def _keep_up(self, store: CaseStore) -> None:
        """What the program does for the store by itself; it begins when the first list has been painted."""
        self.upkeep = Upkeep(store, self)
        self.upkeep.failed.connect(self.show_failure)
        self.upkeep.checked.connect(self.status.remind_of_check)

    def _put_away(self) -> None:
        self.unsaved.put_away()
        if self.desk is None:
            return
        desk, self.desk = self.desk, None
        desk.keep_layout()
        if self.upkeep is not None:
            self.upkeep.close()
            self.upkeep.deleteLater()
            self.upkeep = None
        self.status.remind_of_check(False)
        for dialog in desk.findChildren(QDialog):
            dialog.close()  # what it still looks for is not wanted any more, and would be waited for
        self._body.removeWidget(desk)
        desk.ops.close()
        desk.ops.deleteLater()
        desk.deleteLater()

    def _say_what_store(self, store: CaseStore) -> None:
        self.status.show_store(store)
        if store.backup is not None:
            self.notices.about_store.say(_("This is a backup, made {when}; it can be read, not written to.").format(
                when=moment_text(store.backup.made_at)), lasting=True)
        elif store.read_only:
            why = self.keeper.why_read_only(store.folder)
            self.notices.about_store.say(why or _("This store can be read, but not written to."), lasting=True)
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
        there = {commands_table.STORE, commands_table.PROTECTED if self.desk.ops.store.encrypted else commands_table.PLAIN}
        if self.desk.ops.store.backup is None:
            there.add(commands_table.ORIGINAL)
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

    def lock_after(self, minutes: int) -> None:
        self.settings.lock_after = minutes

    def _use_name(self, name: str) -> None:
        """From now on; undo is offered for that person's changes."""
        self.keeper.actor = name
        self.status.show_actor(name)
        if self.desk is not None:
            self.desk.ops.store.actor = name
            self._ask_undo()

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
