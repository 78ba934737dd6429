"""Forms, dialogs and pages are imported while nobody waits for them: one at a time, once the first list stands.

The first list is painted without them, and whoever opens the first form is not to wait for its modules then.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

PACKAGES = ("casetracker.gui.pages", "casetracker.gui.forms", "casetracker.gui.dialogs")
_BEGIN_MILLISECONDS, _REST_MILLISECONDS = 1000, 20


class Warming(QObject):
    """Imports a module whenever the window has had a rest, until there is none left."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = _names()
        self._timer = QTimer(self, interval=_REST_MILLISECONDS)
        self._timer.timeout.connect(self._import_one)

    def begin(self) -> None:
        QTimer.singleShot(_BEGIN_MILLISECONDS, self._timer, self._timer.start)

    def _import_one(self) -> None:
        name = next(self._left, None)
        if name is None:
            self._timer.stop()
        else:
            import_module(name)


def _names() -> Iterator[str]:
    for package in PACKAGES:
        yield from (f"{package}.{module.name}" for module in pkgutil.iter_modules(import_module(package).__path__))
