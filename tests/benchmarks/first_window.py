"""A window with a table and nothing else, until it is painted: the floor of a start. It ends by itself."""

from __future__ import annotations

import os
import sys
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
from tests.benchmarks.leaving import leave

_ROWS = [(f"Invented case {number}", "7 October 2024", "Recorded", "Prykladivka", f"INC-2026-{number:06d}", "5")
         for number in range(50)]
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class Rows(QAbstractTableModel):
    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(_ROWS)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(_ROWS[0])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        return _ROWS[index.row()][index.column()] if role == _DISPLAY else None


class Table(QTableView):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, leave)


def main() -> int:
    app = QApplication(sys.argv[:1])
    window, table = QMainWindow(), Table()
    table.setModel(Rows())
    window.setCentralWidget(table)
    window.resize(1100, 700)
    window.show()
    return app.exec()


if __name__ == "__main__":
    os._exit(main())
