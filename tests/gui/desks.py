"""A desk to try forms, pages and dialogs at: a copy of the sample store, its operations, and eyes for widgets."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casetracker.gui.ops import Operations
from casetracker.services import sample
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet

INCIDENT = "INC-2026-000001"
PATIENCE = 30_000  # milliseconds a busy computer may take
W = TypeVar("W", bound=QWidget)


@cache
def _sample_folder() -> Path:
    """One sample store a run; each test works on a copy."""
    folder = Path(mkdtemp(prefix="sample-store-")) / "store"
    store = CaseStore.create(folder, actor="Tester")
    try:
        sample.load(store)
    finally:
        store.close()
    return folder


@contextmanager
def sample_desk(place: Path) -> Iterator[Operations]:
    shutil.copytree(_sample_folder(), place / "store")
    with _operations(place / "store") as ops:
        yield ops


@contextmanager
def _operations(folder: Path) -> Iterator[Operations]:
    ops = Operations(CaseStore.open(folder, actor="Tester", via="window"))
    try:
        yield ops
    finally:
        ops.close()


def done(qtbot: QtBot, ops: Operations, change: Callable[[], ChangeSet]) -> ChangeSet:
    """A change made by way of the window's own door, whose echo will not disturb the test later."""
    made: list[ChangeSet] = []
    with qtbot.waitSignal(ops.changed, timeout=PATIENCE):
        ops.run(change, success=made.append)
    return made[0]


def keep(qtbot: QtBot, dialog: QWidget) -> None:
    """Hands a dialog to the test, which closes it in the end; by itself it would be gone once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)


def found(parent: QWidget, kind: type[W], name: str) -> W:
    """The widget of that name, which must be there."""
    widget = parent.findChild(kind, name)
    assert widget is not None, f"no {kind.__name__} named {name!r}"
    return widget


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def key(widget: QWidget, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, which, held)


def everything_said(parent: QWidget) -> str:
    """Every text that the widgets under one show or tell a screen reader."""
    said: list[str] = []
    for widget in [parent, *parent.findChildren(QWidget)]:
        said += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle(),
                 widget.objectName()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            said.append(widget.text())
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            said.append(widget.toPlainText())
        elif isinstance(widget, QComboBox):
            said += [widget.itemText(line) for line in range(widget.count())]
    return "\n".join(said)


def nameless(parent: QWidget) -> list[str]:
    """What a person can press or type into and that has no name for tests or no name for ears."""
    kinds = (QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QComboBox)
    return [f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"
            for widget in parent.findChildren(QWidget)
            if isinstance(widget, kinds) and not widget.objectName().startswith("qt_")
            and not isinstance(widget.parent(), QComboBox)
            and not (widget.objectName() and widget.accessibleName())]
