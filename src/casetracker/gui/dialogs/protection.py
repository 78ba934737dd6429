"""How the open store is protected: another passphrase, another recovery key, encrypted, or laid open.

The first two write one small file. The other two make the whole store anew: it is closed meanwhile, and opened again
whatever came of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QLineEdit

from casetracker.errors import UserError
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.progress import ProgressStrip
from casetracker.gui.tasks import Progress
from casetracker.gui.views.protection import NewPassphrase, secret_field
from casetracker.gui.widgets.basics import named, quiet, whenever_alive
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.main_window import MainWindow
    from casetracker.services.protection import Progress as Report


class _Protecting(Dialog):
    """On the store that is open in a window."""

    def __init__(self, window: MainWindow, name: str, title: str, explanation: str) -> None:
        super().__init__(name, title, window, explanation, QSize(560, 300))
        assert window.desk is not None
        self._window = window
        self._store = window.desk.ops.store
        self._busy = False

    def add_given(self) -> QLineEdit:
        """The passphrase that opens the store now."""
        line = secret_field(f"{self._name}_given", _("Present passphrase or recovery key"))
        form = QFormLayout()
        form.addRow(_("P&resent passphrase or recovery key"), line)
        self.add(form)
        line.textChanged.connect(lambda _text: self._allow())
        return line

    def settled(self) -> bool:
        raise NotImplementedError

    def _allow(self) -> None:
        if self._confirming is not None:
            self._confirming.setEnabled(self.settled() and not self._busy)

    def start(self) -> None:
        self._busy = True
        self.message.say("")
        self.set_busy(True)

    def refused(self, error: Exception) -> None:
        self._busy = False
        super().refused(error)
        self._allow()

    def reject(self) -> None:
        """Not while the store is being made anew."""
        if not self._busy:
            super().reject()


class ChangePassphrase(_Protecting):
    """The same store under another passphrase; nothing is encrypted anew."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "change_passphrase", _("Change the passphrase"), _(
            "The new passphrase opens the store from now on, the present one no more. The recovery key stays the same."))
        self.given = self.add_given()
        self.new = NewPassphrase(_("&New passphrase"), _("This will do. Without it and the recovery key, nobody can open the"
                                                         " store again."))
        self.new.changed.connect(self._allow)
        self.add(self.new)
        self.add_space()
        self.add_confirm("do", _("C&hange the passphrase"))
        self.add_cancel()
        self._allow()

    def settled(self) -> bool:
        return bool(self.given.text()) and self.new.is_settled()

    def confirm(self) -> None:
        from casetracker.services import protection

        folder, given, new = self._store.folder, self.given.text(), self.new.text()
        self.start()
        self._window.keeper.work(lambda: protection.change_passphrase(folder, given, new),
                                 whenever_alive(self, lambda _nothing: self._done()), whenever_alive(self, self.refused))

    def _done(self) -> None:
        self._window.status.say(_("The passphrase was changed."))
        self.accept()


class NewRecoveryKey(_Protecting):
    """A key that was lost, or seen by somebody, opens the store no more."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "new_recovery_key", _("New recovery key"), _(
            "A new recovery key is made and shown once, to be printed. The one before opens the store no more."))
        self.given = self.add_given()
        self.add_space()
        self.add_confirm("do", _("&Make a new key"))
        self.add_cancel()
        self._allow()

    def settled(self) -> bool:
        return bool(self.given.text())

    def confirm(self) -> None:
        from casetracker.services import protection

        folder, given = self._store.folder, self.given.text()
        self.start()
        self._window.keeper.work(lambda: protection.change_recovery_key(folder, given), whenever_alive(self, self._done),
                                 whenever_alive(self, self.refused))

    def _done(self, recovery_key: str) -> None:
        self.accept()
        self._window.door.tell_recovery_key(recovery_key)


class _Converting(_Protecting):
    """Makes the whole store anew in a thread, with a bar, while it is closed."""

    def __init__(self, window: MainWindow, name: str, title: str, explanation: str) -> None:
        super().__init__(window, name, title, explanation)
        self.strip = ProgressStrip(f"{name}_progress", self)

    def convert(self, title: str, work: Callable[[Path, Report], str], before: str | None, after: str | None) -> None:
        """`before` and `after` are the passphrases that open the store if it fails and if it succeeds."""
        progress, folder = Progress(title), self._store.folder

        def report(what: str, done: int, total: int) -> bool:
            progress.title = what
            return progress(done, total)

        def done(recovery_key: str) -> None:
            self._window.keeper.open(folder, after)
            self.converted(recovery_key)

        def failed(error: Exception) -> None:
            self._window.keeper.open(folder, before)
            self._over()
            self.refused(error)

        self.start()
        self.strip.follow(progress)
        self._window.door.without_store(lambda place: work(place, report), whenever_alive(self, done),
                                        whenever_alive(self, failed))

    def refused(self, error: Exception) -> None:
        super().refused(error)
        if not isinstance(error, UserError):
            self._window.show_failure(error)

    def converted(self, recovery_key: str) -> None:
        self._over()
        QDialog.accept(self)
        if recovery_key:
            self._window.door.tell_recovery_key(recovery_key)

    def _over(self) -> None:
        self._busy = False
        self.strip.done()


class EncryptStore(_Converting):
    """From a plain store to an encrypted one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "encrypt_store", _("Encrypt this store"), _(
            "The database and every evidence file are encrypted into a second store, which is checked from end to end before"
            " it takes the place of the first. That needs as much free room again. The files that are then removed may still"
            " be found on the disk by those who know how; so are copies and backups made before."))
        self.new = NewPassphrase()
        self.new.changed.connect(self._allow)
        self.add(self.new)
        self.add(self.strip)
        self.add_space()
        self.add_confirm("do", _("&Encrypt"))
        self.add_cancel()
        self._allow()

    def settled(self) -> bool:
        return self.new.is_settled()

    def confirm(self) -> None:
        from casetracker.services import protection

        passphrase, actor = self.new.text(), self._store.actor
        self.convert(_("Encrypting…"), lambda folder, report: protection.encrypt(
            folder, passphrase, actor=actor, progress=report), None, passphrase)


class LayOpenStore(_Converting):
    """From an encrypted store to a plain one: it must be meant."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "lay_open_store", _("Remove the encryption"), _(
            "Every name and every evidence file in this store can then be read by whoever gets the folder: a thief, a"
            " repairer, whoever seizes the computer."))
        self.given = self.add_given()
        self.meant = named(QCheckBox(_("Whoever gets this folder may read the cases: I keep it on an encrypted &disk")),
                           "lay_open_store_meant", _("I keep it on an encrypted disk"))
        self.meant.toggled.connect(lambda _on: self._allow())
        self.add(self.meant)
        self.add(quiet(_("The store cannot be locked any more.")))
        self.add(self.strip)
        self.add_space()
        self.add_confirm("do", _("Remove the &encryption"))
        self.add_cancel(_("&Keep it encrypted")).setDefault(True)
        self._allow()

    def settled(self) -> bool:
        return bool(self.given.text()) and self.meant.isChecked()

    def confirm(self) -> None:
        """The passphrase is tried before the store is closed: a slip must not cost the place where one was."""
        from casetracker.services import protection

        folder, given = self._store.folder, self.given.text()
        self.start()
        self._window.keeper.work(lambda: protection.check_given(folder, given),
                                 whenever_alive(self, lambda _nothing: self._lay_open(given)),
                                 whenever_alive(self, self.refused))

    def _lay_open(self, given: str) -> None:
        from casetracker.services import protection

        actor = self._store.actor

        def work(folder: Path, report: Report) -> str:
            protection.lay_open(folder, given, actor=actor, progress=report)
            return ""

        self.convert(_("Removing the encryption…"), work, given, None)
