"""What each command of the window does: a line or two that goes to a service or opens a dialog.

Forms, dialogs and the modules they need are fetched on first use, so that the first list is painted without them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from casetracker.domain.shapes import kind_of_reference
from casetracker.errors import UserError
from casetracker.gui import theme
from casetracker.gui.actions import LOCK_AFTER
from casetracker.gui.navigation import PLACES
from casetracker.gui.views.desk import Desk
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.main_window import MainWindow
    from casetracker.services.changes import ChangeSet


_MOST_IN_DOSSIER = 2000


class Commands:
    """The handlers of all commands, by name."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        window = self._window
        return {
            "new-store": self.new_store,
            "open-store": self.open_store,
            "open-sample": window.keeper.open_sample,
            "take-in": self.take_in,
            "make-dossier": self.make_dossier,
            "lock": window.locker.lock,
            **{f"lock-after-{minutes}": partial(window.looks.lock_after, minutes) for minutes in LOCK_AFTER},
            "quit": window.close,
            "undo": self.undo,
            "redo": self.redo,
            "new-record": self.new_record,
            "amend": self.amend,
            "move-status": self.move_status,
            "change-selected": self.change_selected,
            "withdraw": self.withdraw,
            "restore": self.restore,
            "find": lambda: self._desk.shown_list.search_here(),
            "jump": window.jump.show,
            "save-search": lambda: self._desk.saved.save(),
            "paste-searches": lambda: self._desk.saved.paste(),
            **{f"go-{place.kind}": partial(self._go, place.kind) for place in PLACES},
            "back": lambda: self._desk.back(),
            "show-navigation": lambda: window.looks.toggle("show-navigation"),
            "show-page": lambda: window.looks.toggle("show-page"),
            "show-facets": lambda: window.looks.toggle("show-facets"),
            "clear-facets": lambda: self._desk.clear_facets(),
            "show-withdrawn": lambda: self._desk.show_withdrawn(window.actions_["show-withdrawn"].isChecked()),
            "reload": lambda: self._desk.reload(),
            "theme-system": lambda: window.looks.use_theme(theme.SYSTEM),
            "theme-light": lambda: window.looks.use_theme(theme.LIGHT),
            "theme-dark": lambda: window.looks.use_theme(theme.DARK),
            "journal": lambda: self._journal(None),
            "record-journal": lambda: self._journal(self._desk.current_reference()),
            "doubles": self.doubles,
            "findings": self.findings,
            "verify": self.verify,
            "hash-again": self.hash_again,
            "back-up": self.back_up,
            "change-passphrase": lambda: self._protection("ChangePassphrase"),
            "new-recovery-key": lambda: self._protection("NewRecoveryKey"),
            "encrypt-store": lambda: self._protection("EncryptStore"),
            "lay-open-store": lambda: self._protection("LayOpenStore"),
            "change-name": window.who.change,
            "shortcuts": self.shortcuts,
            "about": self.about,
        }

    @property
    def _desk(self) -> Desk:
        assert self._window.desk is not None
        return self._window.desk

    def _go(self, kind: str) -> None:
        self._desk.go(kind)

    # Stores.

    def new_store(self) -> None:
        from casetracker.gui.views.new_store import NewStoreDialog

        dialog = NewStoreDialog(self._window)
        dialog.chosen.connect(self._window.keeper.create)
        dialog.open()

    def open_store(self) -> None:
        asked = QFileDialog(self._window, _("Open a case store"))
        asked.setObjectName("open-store-dialog")
        asked.setFileMode(QFileDialog.FileMode.Directory)
        asked.setOption(QFileDialog.Option.ShowDirsOnly)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(lambda folder: self._window.keeper.open(Path(folder)))
        asked.open()

    # Records.

    def new_record(self) -> None:
        if self._window.actions_["new-record"].isEnabled():
            from casetracker.gui import forms

            forms.open_form(self._desk.ops, self._desk.kind, self._window)

    def amend(self) -> None:
        reference = self._desk.current_reference()
        if reference and self._window.actions_["amend"].isEnabled():
            from casetracker.gui import forms

            forms.open_form(self._desk.ops, self._desk.kind, self._window, reference=reference)

    def move_status(self) -> None:
        from casetracker.gui import dialogs

        dialogs.move_status(self._desk.ops, self._desk.current_reference(), self._window)

    def change_selected(self) -> None:
        from casetracker.gui import dialogs

        if self._desk.kind == "incident":
            desk, window = self._desk, self._window
            desk.with_selected(lambda pks: dialogs.change_selected(desk.ops, pks, window))

    def withdraw(self) -> None:
        from casetracker.gui import dialogs

        dialogs.withdraw(self._desk.ops, self._desk.current_reference(), self._window)

    def restore(self) -> None:
        from casetracker.gui import dialogs

        dialogs.restore(self._desk.ops, self._desk.current_reference(), self._window)

    def take_in(self, paths: list[Path] | None = None) -> None:
        from casetracker.gui import dialogs

        incident = self._desk.current_reference() if self._desk.kind == "incident" else None
        dialogs.take_in_evidence(self._desk.ops, incident or None, paths, self._window)

    def make_dossier(self) -> None:
        self._desk.with_selected(lambda pks: self._offer_dossier(len(pks)))

    def _offer_dossier(self, many: int) -> None:
        if many > _MOST_IN_DOSSIER:
            self._window.show_failure(UserError(
                _("{n} incidents are selected; one dossier is made of {most} at most.").format(
                    n=many, most=_MOST_IN_DOSSIER),
                _("Select fewer, or search for those that are meant.")))
        else:
            self._desk.with_references(self._make_dossier)

    def _make_dossier(self, references: list[str]) -> None:
        from casetracker.gui import dialogs

        dialogs.make_dossier(self._desk.ops, references, self._window)

    # What was done.

    def undo(self) -> None:
        self._reverse("undo")

    def undo_change(self, change_id: str) -> None:
        """A change that a notice offers to take back; the notice has done its work then."""
        ops, notice = self._desk.ops, self._window.notices.latest
        notice.hide()

        def work() -> ChangeSet:
            from casetracker.services import history

            return history.undo(ops.store, change_id)

        ops.run(work, initiator=self._window, success=self._window.say_done)

    def redo(self) -> None:
        self._reverse("redo")

    def _reverse(self, kind: str) -> None:
        ops = self._desk.ops
        if self._window.possible.takes_long(kind):
            from casetracker.gui import dialogs

            dialogs.reverse(ops, kind, self._window.say_done, self._window)
            return

        def work() -> ChangeSet:
            from casetracker.services import history

            return history.undo(ops.store) if kind == "undo" else history.redo(ops.store)

        ops.run(work, initiator=self._window, success=self._window.say_done)

    def _journal(self, reference: str | None) -> None:
        from casetracker.gui import dialogs

        dialogs.show_journal(self._desk.ops, reference, self._window)

    def doubles(self) -> None:
        from casetracker.gui import dialogs

        dialogs.doubles(self._desk.ops, self._window)

    def findings(self) -> None:
        from casetracker.gui import dialogs

        desk = self._desk
        dialogs.show_findings(desk.ops, self.open_or_amend, desk)

    def open_or_amend(self, reference: str) -> None:
        """A record of a kind that has no list of its own is shown in its form."""
        kind = kind_of_reference(reference)
        if kind in {place.kind for place in PLACES}:
            self._desk.open(reference)
        elif kind is not None:
            from casetracker.gui import forms

            forms.open_form(self._desk.ops, kind, self._window, reference=reference)

    def verify(self) -> None:
        from casetracker.gui import dialogs

        dialogs.verify(self._desk.ops, self._window)

    def _protection(self, name: str) -> None:
        from casetracker.gui.dialogs import protection

        getattr(protection, name)(self._window).open()

    def hash_again(self) -> None:
        from casetracker.gui import dialogs

        dialogs.hash_again(self._desk.ops, self._window)

    def back_up(self) -> None:
        from casetracker.gui import dialogs

        dialogs.back_up(self._desk.ops, self._window)

    def shortcuts(self) -> None:
        from casetracker.gui.views.shortcuts import ShortcutsDialog

        ShortcutsDialog(self._window.actions_, self._window).open()

    def about(self) -> None:
        from casetracker.gui import dialogs

        dialogs.about(self._window)
