"""Every command of the window, said once: its words, its sign, its keys, and what must be there for it to make sense.

Menus, tool bar, context menu and the list of shortcuts are all made from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from casetracker.gui import icons
from casetracker.gui.navigation import PLACES
from casetracker.i18n import N_, _

(STORE, WRITE, RECORD, INCIDENT, STATUS, WITHDRAWN, STANDING, UNDO, REDO, BACK, PROTECTED, PLAIN, ORIGINAL, SEARCH,
 NARROWED) = (
    "store", "write", "record", "incident", "status", "withdrawn", "standing", "undo", "redo", "back", "protected", "plain",
    "original", "search", "narrowed"
)
"""What a command may need: an open store, leave to write, a record, an incident, something with a status to move,
a withdrawn record, one that is not, a change to undo or to do again, a record to go back to, a store with a passphrase,
one without, a store that is no backup, a text in the search box over the incidents, something chosen of their facets."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask of the window."""

    name: str
    text: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    checkable: bool = False
    group: str = ""
    short: str = ""
    """The word on the tool bar."""


def _needs(*what: str) -> frozenset[str]:
    return frozenset((STORE, *what))


SEPARATOR = "-"
LOCK_AFTER = (5, 15, 30, 60, 0)
"""The minutes without a touch after which a store locks itself, as they are offered; 0 is never."""
COMMANDS: tuple[Command, ...] = (
    Command("new-store", N_("&New store…"), "folder-plus", ("Ctrl+Shift+N",)),
    Command("open-store", N_("&Open store…"), "folder-open", ("Ctrl+O",)),
    Command("open-sample", N_("Look at the &sample"), "book-open"),
    Command("take-in", N_("&Take in evidence…"), "paperclip", ("Ctrl+T",), _needs(WRITE), short=N_("Take in evidence")),
    Command("make-dossier", N_("Make &dossier…"), "file-text", ("Ctrl+D",), _needs(INCIDENT), short=N_("Make dossier")),
    Command("lock", N_("&Lock"), "lock", ("Ctrl+L",), _needs()),
    *(
        Command(f"lock-after-{minutes}", "", group="lock-after", checkable=True) for minutes in LOCK_AFTER
    ),
    Command("quit", N_("&Quit"), "log-out", ("Ctrl+Q",)),
    Command("undo", N_("&Undo"), "undo-2", ("Ctrl+Z",), _needs(WRITE, UNDO), short=N_("Undo")),
    Command("redo", N_("&Redo"), "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y"), _needs(WRITE, REDO), short=N_("Redo")),
    Command("new-record", N_("&New record…"), "plus", ("Ctrl+N",), _needs(WRITE), short=N_("New")),
    Command("amend", N_("&Edit record…"), "pencil", ("F2", "Ctrl+E"), _needs(WRITE, RECORD, STANDING)),
    Command("move-status", N_("&Move status…"), "arrow-right-left", ("Ctrl+M",), _needs(WRITE, STATUS, STANDING)),
    Command("change-selected", N_("Change se&lected…"), "tag", ("Ctrl+Shift+E",), _needs(WRITE, INCIDENT)),
    Command("withdraw", N_("&Withdraw…"), "archive", ("Ctrl+Del",), _needs(WRITE, RECORD, STANDING)),
    Command("restore", N_("Re&store…"), "archive-restore", (), _needs(WRITE, RECORD, WITHDRAWN)),
    Command("find", N_("&Find"), "search", ("Ctrl+F",), _needs()),
    Command("jump", N_("&Jump…"), "arrow-right", ("Ctrl+K",), _needs()),
    Command("save-search", N_("Sa&ve this search…"), "bookmark", ("Ctrl+Shift+S",), _needs(WRITE, SEARCH)),
    Command("paste-searches", N_("Ta&ke in saved searches…"), "", (), _needs(WRITE)),
    *(
        Command(f"go-{place.kind}", "", "", (f"Ctrl+{number}",), _needs(), group="places", checkable=True)
        for number, place in enumerate(PLACES, start=1)
    ),
    Command("back", N_("Bac&k"), "", ("Alt+Left",), _needs(BACK)),
    Command("show-navigation", N_("&Navigation"), "", ("F9",), _needs(), checkable=True),
    Command("show-page", N_("Record &beside the list"), "", ("F8",), _needs(), checkable=True),
    Command("show-facets", N_("&Facets beside the list"), "", ("F7",), _needs(), checkable=True),
    Command("clear-facets", N_("Clear what is c&hosen"), "funnel-x", ("Ctrl+Shift+Backspace",), _needs(NARROWED)),
    Command("show-withdrawn", N_("Show &withdrawn"), "", ("Ctrl+H",), _needs(), checkable=True),
    Command("reload", N_("&Reload"), "refresh-cw", ("F5",), _needs()),
    Command("theme-system", N_("As the &system has it"), "", group="theme", checkable=True),
    Command("theme-light", N_("&Light"), "", group="theme", checkable=True),
    Command("theme-dark", N_("&Dark"), "", group="theme", checkable=True),
    Command("journal", N_("&Journal of the store"), "scroll-text", ("Ctrl+J",), _needs()),
    Command("record-journal", N_("Journal of this &record"), "history", ("Ctrl+Shift+J",), _needs(RECORD)),
    Command("doubles", N_("&Possible double entries…"), "files", (), _needs()),
    Command("findings", N_("What is &missing…"), "clipboard-list", (), _needs()),
    Command("verify", N_("&Verify store…"), "shield-check", (), _needs()),
    Command("hash-again", N_("Check evidence &files…"), "fingerprint", (), _needs()),
    Command("back-up", N_("&Back up…"), "save", (), _needs(ORIGINAL)),
    Command("change-passphrase", N_("Change &passphrase…"), "key-round", (), _needs(WRITE, PROTECTED)),
    Command("new-recovery-key", N_("New recovery &key…"), "printer", (), _needs(WRITE, PROTECTED)),
    Command("encrypt-store", N_("&Encrypt this store…"), "lock", (), _needs(WRITE, PLAIN)),
    Command("lay-open-store", N_("Remove the en&cryption…"), "lock-open", (), _needs(WRITE, PROTECTED)),
    Command("change-name", N_("Your &name…"), "user"),
    Command("shortcuts", N_("&Keyboard shortcuts"), "keyboard", ("F1",)),
    Command("about", N_("&About casetracker"), "info"),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("&File"), ("new-store", "open-store", "open-sample", SEPARATOR, "take-in", "make-dossier", SEPARATOR, "lock",
                   "lock-after", SEPARATOR, "quit")),
    (N_("&Edit"), ("undo", "redo", SEPARATOR, "new-record", "amend", "move-status", "change-selected", "withdraw",
                   "restore", SEPARATOR, "find", "jump", "save-search", "paste-searches")),
    (N_("&View"), (*(f"go-{place.kind}" for place in PLACES), SEPARATOR, "back", SEPARATOR, "show-navigation", "show-page",
                   "show-facets", "clear-facets", SEPARATOR, "columns", "show-withdrawn", "reload", SEPARATOR,
                   "theme-system", "theme-light", "theme-dark")),
    (N_("&Tools"), ("journal", "record-journal", SEPARATOR, "findings", "doubles", SEPARATOR, "verify", "hash-again",
                    "back-up", SEPARATOR, "change-passphrase", "new-recovery-key", "encrypt-store", "lay-open-store",
                    SEPARATOR, "change-name")),
    (N_("&Help"), ("shortcuts", "about")),
)
TOOLS = ("new-record", "take-in", "make-dossier", SEPARATOR, "undo", "redo")
ROW_MENU = ("amend", "move-status", "change-selected", SEPARATOR, "take-in", "make-dossier", SEPARATOR, "record-journal",
            "withdraw", "restore")


class Actions:
    """The commands as Qt knows them, each calling its handler by name."""

    def __init__(self, parent: QWidget, handlers: Mapping[str, Callable[[], object]]) -> None:
        self._made: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            action = _action(command, parent)
            action.triggered.connect(lambda _checked, call=handlers[command.name]: call())
            if command.group:
                groups.setdefault(command.group, QActionGroup(parent)).addAction(action)
            parent.addAction(action)
            self._made[command.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def allow(self, there: frozenset[str]) -> None:
        """What there is decides what can be asked."""
        for command in COMMANDS:
            self._made[command.name].setEnabled(command.needs <= there)


def _action(command: Command, parent: QWidget) -> QAction:
    action = QAction(_(command.text) if command.text else "", parent)
    action.setObjectName(command.name)
    if command.icon:
        action.setIcon(icons.icon(command.icon))
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    action.setCheckable(command.checkable)
    if command.short:
        action.setIconText(_(command.short))
    return action
