"""Where the statement of an item's collector is saved; the file chooser asks before anything is replaced."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from casetracker import i18n
from casetracker.gui.dialogs.dossier import default_file
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.changes import ChangeSet


def ask(ops: Operations, exhibit: str, parent: QWidget | None) -> QFileDialog:
    """Opens the chooser; what is chosen is written, in the language of the screen where there is one of a dossier."""
    chooser = named(QFileDialog(parent, _("Save the collector's statement as")), "statement_chooser")
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("pdf")
    chooser.selectFile(str(default_file([f"{exhibit}-statement"])))
    chooser.fileSelected.connect(lambda path: write(ops, exhibit, Path(path)))
    chooser.open()
    return chooser


def write(ops: Operations, exhibit: str, target: Path) -> None:
    language = "uk" if i18n.language() == "uk" else "en"

    def work() -> ChangeSet:
        from casetracker.dossier import statement
        from casetracker.services.changes import ChangeSet

        made = statement.make(ops.store, exhibit, target, language=language, force=target.exists())
        # It is noted in the journal and changes no record.
        return ChangeSet("", _("Print the collector's statement"), (), {}, made.sequence)

    def written(_change: object) -> None:
        ops.noticed.emit(_("The collector's statement of {reference} was saved.").format(reference=exhibit))

    ops.run(work, success=written, failure=ops.failed.emit)
