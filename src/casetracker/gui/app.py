"""Where the window begins: the program, its look, its settings, and the store it was asked to open."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from casetracker import __version__, hardening, logs, paths
from casetracker.gui import icons, theme
from casetracker.gui.locking import return_place
from casetracker.gui.main_window import MainWindow
from casetracker.gui.rubbish import Rubbish
from casetracker.gui.settings import Settings, let_qt_remember_nothing
from casetracker.gui.who import first_name
from casetracker.i18n import _, language

_TURN_SECONDS = 0.0001
"""How long a worker may keep Python when the window wants it. One painting asks for it a hundred times, and with Python's
own five milliseconds each the window would stand still for longer than anybody should see."""


def run(store_folder: Path | None, actor: str | None, login: str, passphrase: str | None = None,
        sample: bool = False) -> int:
    """Show the window until it is closed; the caller has asked `syslibs.gui_problem` before coming here. `actor` is who
    is at work as far as somebody said so; the name remembered here comes next, then the login."""
    hardening.shut()
    logs.setup()
    app = prepare()
    Rubbish(app)
    settings = Settings()
    theme.use(app, settings.theme)
    name, ask_name = first_name(actor, settings, login)
    window = MainWindow(settings, name, ask_name, return_place())
    QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: _redress(app, window))
    window.reporter.listen()
    elsewhere: list[str] = []
    window.keeper.raised.connect(elsewhere.append)
    begin(window, store_folder, sample, passphrase)
    if elsewhere:
        window.close()
        if sys.stderr is not None:
            sys.stderr.write(f"{elsewhere[0]}\n")
        return 0
    window.show()
    return app.exec()


def prepare() -> QApplication:
    sys.setswitchinterval(_TURN_SECONDS)
    QCoreApplication.setApplicationName("casetracker")
    QCoreApplication.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("casetracker")
    let_qt_remember_nothing()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setWindowIcon(icons.program_icon())
    theme.prepare(app)
    _let_qt_speak(app)
    return app


def _let_qt_speak(app: QApplication) -> None:
    """Qt's own words (the menus of text fields, the dialog that asks for a file) in the language of ours."""
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def begin(window: MainWindow, folder: Path | None, sample: bool, passphrase: str | None = None) -> None:
    """Open what was asked for; where there is nothing yet, say so and offer to make it."""
    if sample:
        window.keeper.open_sample()
        return
    wanted = folder if folder is not None else paths.default_store()
    if wanted.exists():
        window.keeper.open(wanted, passphrase)
    elif wanted == paths.default_store():
        window.body.say_why_closed("")  # nobody named it, so nobody misses it
    else:
        window.body.say_why_closed(_("There is no case store at {place}.").format(place=wanted))


def _redress(app: QApplication, window: MainWindow) -> None:
    theme.apply(app)
    window.looks.redraw()
