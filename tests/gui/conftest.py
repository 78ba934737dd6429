"""A window of its own for each test, on a store of its own, with settings nobody else sees."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casetracker.gui import theme
from casetracker.gui.main_window import MainWindow
from casetracker.gui.ops import Operations
from casetracker.gui.settings import CONFIG_VARIABLE, Settings
from casetracker.services import records
from casetracker.services.case_store import CaseStore

ACTOR = "Olena Example"
Patience = Callable[[Callable[[], object]], None]


@pytest.fixture(autouse=True)
def _settings_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "config"))


@pytest.fixture(autouse=True)
def _no_widget_dies_in_a_worker() -> Iterator[None]:
    """As in the program (gui/rubbish.py): what a test leaves in circles is collected here, in the window's thread."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    theme.prepare(qapp)
    theme.use(qapp, theme.LIGHT)
    return qapp


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty store, closed."""
    place = tmp_path / "cases"
    CaseStore.create(place, actor=ACTOR, name="Office of Tests", via="window").close()
    return place


@pytest.fixture
def logged(folder: Path) -> Path:
    """A store with three incidents in different towns and states, and a source."""
    with CaseStore.open(folder, actor=ACTOR, via="window") as store:
        for title, day, assessment in (
            ("Shelling of Testivka", "2024-03-02", "recorded"),
            ("Detention near Прикладівка", "2024-05", "corroborated"),
            ("Looting in Fictionville", "2023", "contested"),
        ):
            records.add(store, "incident", {
                "title": title, "assessment": assessment, "dates": [{"kind": "act", "date": day}],
                "places": [{"name": title.split()[-1]}],
            })
        records.add(store, "source", {"kind": "ngo", "name": "Invented Watch"})
    return folder


@pytest.fixture
def ops(folder: Path, dressed: QApplication, until: Patience) -> Iterator[Operations]:
    made = Operations(CaseStore.open(folder, actor=ACTOR, via="window"))
    yield made
    until(lambda: not made.writing)
    made.close()


@pytest.fixture
def until(qtbot: QtBot) -> Patience:
    """Waits, with the window alive, until something holds."""

    def wait(holds: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(holds()), timeout=10_000)

    return wait


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, until: Patience) -> Iterator[MainWindow]:
    """A window with no store yet."""
    made = MainWindow(Settings(), ACTOR)
    # Before it is closed, for what is said of a change must find a window that is still there.
    qtbot.addWidget(made, before_close_func=lambda _window: until(
        lambda: made.desk is None or not made.desk.ops.writing))
    made.resize(1280, 780)
    made.show()
    yield made
    made.close()


@pytest.fixture
def at_desk(window: MainWindow, logged: Path, until: Patience) -> MainWindow:
    """A window on the store with three incidents, its list painted."""
    window.keeper.open(logged)
    until(lambda: window.desk is not None and window.desk.shown_list.model.total == 3)
    return window
