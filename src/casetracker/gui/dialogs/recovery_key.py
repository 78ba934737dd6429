"""The recovery key of a store, shown once: to be printed or written down before anything else is done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent, QTextDocument
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QWidget

from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import label, named
from casetracker.i18n import _

_IN_A_LINE = 7  # groups of four: two lines


class RecoveryKey(Dialog):
    """Closes only when the person says that the key is kept, for it is kept nowhere else."""

    def __init__(self, recovery_key: str, parent: QWidget | None) -> None:
        super().__init__("recovery_key", _("Recovery key"), parent, _(
            "This key opens the store when its passphrase is forgotten. It is shown this once and stands nowhere in the"
            " store: print it or write it down, and keep it apart from this computer."), QSize(600, 320))
        self._key = recovery_key
        groups = recovery_key.split("-")
        lines = ["-".join(groups[at:at + _IN_A_LINE]) for at in range(0, len(groups), _IN_A_LINE)]
        shown = named(label("\n".join(lines), selectable=True), "recovery_key_text", _("Recovery key"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(font.pointSizeF() * 1.4)
        shown.setFont(font)
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.kept = named(QCheckBox(_("I have &printed it or written it down")), "recovery_key_kept",
                          _("I have printed it or written it down"))
        self.add(shown, 1)
        self.add(self.kept)
        self._print = self.add_button("print", _("P&rint…"), QDialogButtonBox.ButtonRole.ActionRole)
        self._print.clicked.connect(lambda _checked: self._ask_printer())
        self._print.setVisible(_can_print())
        done = self.add_confirm("done", _("&Go on"))
        done.setEnabled(False)
        self.kept.toggled.connect(done.setEnabled)

    def confirm(self) -> None:
        if self.kept.isChecked():
            self.accept()

    def reject(self) -> None:
        """Not by Escape and not by the corner of the window: the key would be gone."""
        if self.kept.isChecked():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        asked = QPrintDialog(self._printer, self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.accepted.connect(self._print_out)
        QDialog.open(asked)

    def _print_out(self) -> None:
        page = QTextDocument()
        page.setPlainText("\n\n".join((_("casetracker: recovery key of a case store"), self._key, _(
            "It opens the store when the passphrase is forgotten. Keep it apart from the computer."))))
        page.print_(self._printer)


def _can_print() -> bool:
    """Whether this system has what Qt prints with."""
    try:
        import PySide6.QtPrintSupport  # noqa: F401
    except ImportError:
        return False
    return True
