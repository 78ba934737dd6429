"""What the window remembers: its place, its columns, its colours, and who sits at it. Nothing of any case, and no file
names.

The file is `window.ini` in the user's configuration folder; `CASETRACKER_CONFIG` names another folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

CONFIG_VARIABLE = "CASETRACKER_CONFIG"

LOCK_AFTER_MINUTES = 15

T = TypeVar("T")


class Option(Generic[T]):
    """One remembered value: its key, its default, and how it is read from text.

    An ini file holds text only, and 'false' counts as true unless it is read by a rule of its own.
    """

    def __init__(self, key: str, default: T, read: Callable[[str], T]) -> None:
        self._key = key
        self._default = default
        self._read = read

    def __get__(self, owner: Settings, kind: type) -> T:
        return self._read(str(owner.store.value(self._key, str(self._default))))

    def __set__(self, owner: Settings, value: T) -> None:
        owner.store.setValue(self._key, str(value))


def _truth(text: str) -> bool:
    return text.lower() == "true"


def _minutes(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else LOCK_AFTER_MINUTES


class Settings:
    """The one typed door to what is remembered."""

    theme = Option("window/theme", "system", str)
    navigation_shown = Option("window/navigation", True, _truth)
    page_shown = Option("window/page", True, _truth)
    facets_shown = Option("window/facets", True, _truth)
    facets_folded = Option("window/facets-folded", "body confidentiality has lead sourcekind", str)
    """The facets that are folded away."""
    lock_after = Option("window/lock-after", LOCK_AFTER_MINUTES, _minutes)
    """Minutes without a touch after which an encrypted store locks itself; 0 is never."""
    actor = Option("person/name", "", str)
    """Who is at work, once that person has said so."""

    def __init__(self, folder: Path | None = None) -> None:
        self.store = QSettings(str((folder or config_home()) / "window.ini"), QSettings.Format.IniFormat)

    def layout(self, name: str) -> QByteArray:
        """The remembered place of a part (window, splitter, columns); empty if there is none."""
        kept = self.store.value(f"layout/{name}")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_layout(self, name: str, state: QByteArray) -> None:
        self.store.setValue(f"layout/{name}", state)

    def save(self) -> None:
        self.store.sync()


def config_home() -> Path:
    """The folder of the window's settings."""
    named = os.environ.get(CONFIG_VARIABLE, "")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("casetracker", appauthor=False)


def let_qt_remember_nothing() -> None:
    """Qt's own file dialog notes the folders it has shown in a file of the user's, and their names may tell of a case.

    It is sent where nothing can be written. Systems with file dialogs of their own do as their user has set them.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.path.join(os.devnull, "nowhere"))
