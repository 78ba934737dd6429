"""A page that is cleared lets go of what it was about to show."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from casetracker.gui.pages.sheets import Sheets

pytestmark = pytest.mark.gui


class _Record:
    """Stands for a record with a revealed name."""


def _parts(record: _Record) -> Iterator[QWidget]:
    yield QLabel("invented")
    yield QLabel(type(record).__name__)


def test_clearing_lets_go_of_a_record_that_is_not_laid_out_yet(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    sheets, record = Sheets(area), _Record()
    held = weakref.ref(record)
    sheets.lay_out(_parts(record))
    del record
    assert held() is not None
    sheets.clear()
    assert held() is None
