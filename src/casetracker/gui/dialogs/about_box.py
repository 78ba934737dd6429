"""What the program is, whose, and under which licences its parts stand."""

from __future__ import annotations

from PySide6.QtCore import QSize, qVersion
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from casetracker import __version__, assets
from casetracker.gui import icons
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import STEP, column, heading, named, plain, quiet, row
from casetracker.i18n import _

_PARTS = (
    ("Qt for Python", "LGPL-3.0"), ("SQLCipher, SQLite", "BSD-3-Clause, public domain"),
    ("SQLModel, SQLAlchemy, Alembic, Pydantic", "MIT"), ("ReportLab", "BSD-3-Clause"), ("pikepdf, qpdf",
     "MPL-2.0, Apache-2.0"), ("Pillow", "MIT-CMU"), ("anyascii", "ISC"), ("RapidFuzz", "MIT"), ("arabic-reshaper", "MIT"),
    ("Noto fonts", "OFL-1.1"), ("DejaVu fonts", "Bitstream Vera"), ("Lucide icons", "ISC"),
)


class About(Dialog):
    """Name, version, licence, and the licences of what it is built on."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__("about", _("About casetracker"), parent, size=QSize(560, 520))
        picture = QLabel()
        picture.setPixmap(icons.program_icon().pixmap(64, 64))
        head = row(picture, column(
            heading("casetracker", 1.5), quiet(_("Version {version}, Qt {qt}").format(version=__version__, qt=qVersion())),
            gap=2), gap=2 * STEP)
        head.addStretch(1)
        self.add(head)
        self.add(plain(_("For investigators who document alleged war crimes. It works without a network and sends "
                         "nothing anywhere.")))
        self.add(quiet(_("Licensed under the Apache License 2.0.")))
        self.add(heading(_("Parts by others, and their licences")))
        box = named(QPlainTextEdit(), "about_licences", _("Licences"))
        box.setReadOnly(True)
        box.setPlainText("\n\n".join(["\n".join(f"{name}: {licence}" for name, licence in _PARTS), *_texts()]))
        self.add(box, 1)
        self.add_cancel(_("&Close")).setDefault(True)


def _texts() -> list[str]:
    """The texts that the licences of fonts and icons ask to be brought along."""
    named_files = (("icons", "LICENSE-Lucide.txt"), ("fonts", "LICENSE-Noto-OFL-1.1.txt"), ("fonts", "LICENSE-DejaVu.txt"))
    return [assets.read_text(folder, name) for folder, name in named_files]
