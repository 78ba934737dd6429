"""A tour of the real window on a store, as a person would take it, with a watchdog on the window's thread.

`python -m tests.benchmarks.tour STORE MOST [--where]` prints as JSON how long the window was held at most in each part.
STORE is written to: up to MOST incidents are given a tag, which is taken away again. The daily copy of the store, which is
made in another thread, does not fall into the tour.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from tests.benchmarks import floors
from tests.benchmarks.person import REST, Person
from tests.benchmarks.waiting import PATIENCE, rest
from tests.benchmarks.watchdog import Watchdog
from tests.benchmarks.work import ACTOR

from casetracker.gui import app, theme, upkeep
from casetracker.gui.main_window import MainWindow
from casetracker.gui.rubbish import Rubbish
from casetracker.gui.settings import Settings
from casetracker.services.case_store import CaseStore

_LONG = 50.0

Step = tuple[str, Callable[[], object]]


def steps(person: Person, folder: Path, most: int, words: Mapping[str, str]) -> Iterator[Step]:
    """One after another; what there is to be done may hang on what was done before."""
    yield "opening", partial(person.open, folder)
    for what in ("rare", "middling", "common"):
        yield f"typing a search, {what}", partial(person.search, words[what].strip())
    yield "clearing the search", partial(person.search, "")
    yield "choosing facets", person.choose
    yield "clearing these", partial(person.search, "")
    yield "scrolling to the end", person.scroll
    for column in ("title", "status", "place", "reference", "evidence", "date"):
        yield f"sorting by {column}", partial(person.sort, column)
    if person.desk.shown_list.model.total > most:
        yield "narrowing to what is changed", partial(person.search, words["middling"].strip())
    yield "selecting all", person.select_all
    many = person.desk.shown_list.table.selected_count()
    yield f"tagging {many}", person.tag
    yield f"undoing that of {many}", person.undo
    yield "jumping", person.jump
    yield "going down ten rows", person.go_down
    yield "opening a form", person.open_form


def main(folder: Path, most: int, where: bool) -> dict[str, Any]:
    with CaseStore.open(folder, actor=ACTOR, read_only=True) as store:
        words = floors.questions(store)
    window, told = _window(), []
    person, dog = Person(window), Watchdog(_LONG, where)
    for name, act in steps(person, folder, most, words):
        dog.begin()
        act()
        rest(REST)
        hold = dog.end()
        told.append({"step": name, "held": hold.held, "computed": hold.computed, "long": hold.long,
                     "where": [f"{count:>5} {place}" for place, count in hold.where.most_common(6)]})
        print(f"{name:<32} {hold.held:7.0f} ms held, {hold.computed:6.0f} computed at a stretch, {hold.long} too long",
              file=sys.stderr, flush=True)
    window.close()
    return {"platform": QGuiApplication.platformName(), "steps": told}


def _window() -> MainWindow:
    """As the program makes it."""
    made = app.prepare()
    Rubbish(made)
    theme.use(made, theme.LIGHT)
    upkeep.AFTER_OPENING = int(PATIENCE * 1000)
    window = MainWindow(Settings(), ACTOR)
    window.resize(1280, 860)
    return window


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), "--where" in sys.argv)), flush=True)
    os._exit(0)
