"""The program itself, from its command line on, until its first list is painted with the rows of a store.

`python -m tests.benchmarks.first_list STORE [KEY]`, where KEY (in hexadecimal) is the raw key of an encrypted store: the
derivation of a key from a passphrase takes the same time everywhere, on purpose, and is left out.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from tests.benchmarks.leaving import leave

from casetracker.cli.main import main
from casetracker.gui.ops import stores
from casetracker.gui.views.table import RecordTable
from casetracker.services.case_store import CaseStore


def leave_when_painted() -> None:
    paint = RecordTable.paintEvent

    def painted(table: RecordTable, event: QPaintEvent) -> None:
        paint(table, event)
        if table.paged.total and table.paged.row(0) is not None:
            QTimer.singleShot(0, leave)

    RecordTable.paintEvent = painted  # type: ignore[method-assign, assignment]


def open_by_key(key: bytes) -> None:
    def opened(folder: Path, actor: str, passphrase: str | None = None, read_only: bool = False) -> CaseStore:
        assert passphrase is None
        return CaseStore.open(folder, actor=actor, key=key, via="window", read_only=read_only)

    stores.open_store = opened


if __name__ == "__main__":
    leave_when_painted()
    if len(sys.argv) > 2:
        open_by_key(bytes.fromhex(sys.argv[2]))
    os._exit(main(["--store", sys.argv[1]]))
