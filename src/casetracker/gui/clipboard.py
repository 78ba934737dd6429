"""What is copied out of the window is meant for the next paste, not for the memory of a clipboard manager.

Managers that honour the hint keep no copy of what carries it. On macOS Qt offers no way to say so.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication

HINT = "x-kde-passwordManagerHint"
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_HINTS = {
    HINT: b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\0\0\0\0",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
}
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class Discreet(QObject):
    """Adds the hints to everything that this program puts on the clipboard, by whatever way it got there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.changed.connect(self._mark)

    def clear(self) -> None:
        """Takes back what is still ours."""
        for mode in _MODES:
            if self._carries_hint(mode):
                self._clipboard.clear(mode)

    def _mark(self, mode: QClipboard.Mode) -> None:
        if mode not in _MODES or not self._owned(mode) or self._carries_hint(mode):
            return
        given = self._held(mode)
        if given is not None and given.formats():
            self._clipboard.setMimeData(_marked(given), mode)

    def _owned(self, mode: QClipboard.Mode) -> bool:
        return self._clipboard.ownsClipboard() if mode == QClipboard.Mode.Clipboard else self._clipboard.ownsSelection()

    def _carries_hint(self, mode: QClipboard.Mode) -> bool:
        held = self._held(mode)
        return held is not None and held.hasFormat(HINT)

    def _held(self, mode: QClipboard.Mode) -> QMimeData | None:
        return self._clipboard.mimeData(mode)


def _marked(given: QMimeData) -> QMimeData:
    made = QMimeData()
    for name in given.formats():
        made.setData(name, given.data(name))
    for name, value in _HINTS.items():
        made.setData(name, value)
    return made
