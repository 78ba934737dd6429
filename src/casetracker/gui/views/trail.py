"""The records that somebody dwelt on, the last first: in memory only, and gone with the store."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

_DWELL_MILLISECONDS = 1500
_MOST = 12


class Trail(QObject):
    """A record that is only passed by on the way through a list leaves no trace."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._visited: list[str] = []
        self._passing = ""
        self._dwell = QTimer(self, interval=_DWELL_MILLISECONDS, singleShot=True)
        self._dwell.timeout.connect(lambda: self.remember(self._passing))

    def pass_by(self, reference: str) -> None:
        """A record is shown; it counts once it has been for a while."""
        self._passing = reference
        self._dwell.start()

    def remember(self, reference: str) -> None:
        if reference:
            self._visited = [reference, *(each for each in self._visited if each != reference)][:_MOST]

    def others(self, here: str) -> list[str]:
        """Where one was, but for where one is."""
        return [each for each in self._visited if each != here]
