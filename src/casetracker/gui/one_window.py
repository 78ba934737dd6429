"""One window on a store: a second one raises the first, or only reads and says why.

`window.lock` in the store's folder says which window writes; it is seen from other machines too, and one whose program is
dead on this machine is taken over. A socket named after the folder is how a second window on this machine asks the first
to come forward. The command line takes no part in this: it may always write beside a window.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from casetracker import paths
from casetracker.i18n import _

LOCK = "window.lock"
_HELLO, _HERE = b"come forward\n", b"here\n"
_PATIENCE_MILLISECONDS = 2000


@dataclass(frozen=True)
class Taken:
    """Another window has the store."""

    raised: bool
    """It has come forward, so that this one is not needed."""
    sentence: str = ""
    """Otherwise: who has it, so that here it is only read."""


class Claim:
    """What makes this window the one on a store, from before it is opened until after it is closed."""

    def __init__(self, folder: Path, come_forward: Callable[[], object]) -> None:
        self.folder = folder
        self._come_forward = come_forward
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def take(self) -> Taken | None:
        """None when it is ours, or when nothing may be written there so that there is nothing to claim."""
        lock = QLockFile(str(self.folder / LOCK))
        lock.setStaleLockTime(0)  # a lock grows old only with its program; a window may stand open for a week
        if lock.tryLock(0):
            self._lock = lock
            self._listen()
            return None
        if lock.error() != QLockFile.LockError.LockFailedError:
            return None
        return Taken(True) if self._raise_the_first() else Taken(False, _held_by(lock))

    def leave(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _listen(self) -> None:
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = _socket_of(self.folder)
        if os.path.dirname(name):
            os.makedirs(os.path.dirname(name), mode=0o700, exist_ok=True)
        QLocalServer.removeServer(name)  # the lock is ours, so a socket that is still there is a dead window's
        server.newConnection.connect(self._answer)
        # Where no socket can be made a second window cannot raise this one, and only reads.
        server.listen(name)
        self._server = server

    def _answer(self) -> None:
        asking = self._server.nextPendingConnection() if self._server is not None else None
        if asking is None:
            return
        asking.disconnected.connect(asking.deleteLater)
        asking.write(_HERE)
        asking.flush()
        asking.disconnectFromServer()
        self._come_forward()

    def _raise_the_first(self) -> bool:
        asking = QLocalSocket()
        asking.connectToServer(_socket_of(self.folder))
        if not asking.waitForConnected(_PATIENCE_MILLISECONDS):
            return False
        asking.write(_HELLO)
        return asking.waitForReadyRead(_PATIENCE_MILLISECONDS) and asking.readAll().data() == _HERE


def _socket_of(folder: Path) -> str:
    """A name that tells nothing of the folder, where only this user may look. A copy of a store stands in another folder
    and is another store."""
    name = "window-" + hashlib.sha256(os.path.realpath(folder).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    if os.name == "nt":
        return f"casetracker-{name}"
    private = os.environ.get("XDG_RUNTIME_DIR", "")
    return os.path.join(private, f"casetracker-{name}") if private else str(paths.state_home() / name)


def _held_by(lock: QLockFile) -> str:
    pid, host, _program = lock.getLockInfo()
    if pid and host and host != QSysInfo.machineHostName():
        return _("The store is open in a window on the computer {host}; here it can be read, but not written to. If no"
                 " window is open there, delete the file {file} in the store’s folder.").format(host=host, file=LOCK)
    return _("The store is open in another window of this computer, which does not answer; here it can be read, but not"
             " written to. If no such window is open, delete the file {file} in the store’s folder.").format(file=LOCK)
