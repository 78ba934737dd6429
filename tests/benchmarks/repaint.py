"""Painting the whole table anew, against the same table over a model that has nothing to say.

In a process of its own: `python -m tests.benchmarks.repaint STORE TIMES` prints the milliseconds of computing that each
painting took. Rows are there before they are painted, as they are when somebody scrolls back.
"""

from __future__ import annotations

import json
import sys
from array import array
from pathlib import Path
from time import process_time
from typing import Any

from PySide6.QtWidgets import QApplication
from tests.benchmarks import floors
from tests.benchmarks.work import ACTOR

from casetracker.gui import theme
from casetracker.gui.models.columns import Found, Row, Wish
from casetracker.gui.models.incidents import IncidentCatalogue
from casetracker.gui.models.paged import AnyIndex, PagedModel
from casetracker.gui.views.table import RecordTable
from casetracker.services.case_store import CaseStore

_SIZE = (1200, 750)
_SEEN = 40  # more rows than fit
_PLACES = 40


class Silent(PagedModel):
    """As long as the other, and empty."""

    def data(self, _index: AnyIndex, _role: int = 0) -> Any:
        return None


def main(folder: Path, times: int) -> dict[str, list[float]]:
    app = QApplication(sys.argv[:1])
    theme.prepare(app)
    theme.use(app, theme.LIGHT)
    with CaseStore.open(folder, actor=ACTOR, via="window") as store:
        catalogue = IncidentCatalogue(store)
        every = _found(catalogue, "")
        searched = _found(catalogue, floors.questions(store)["common"])
        return {"ours": _times(app, PagedModel(catalogue.columns), every, times),
                "floor": _times(app, Silent(catalogue.columns), every, times),
                "searched": _times(app, PagedModel(catalogue.columns), searched, times)}


def _found(catalogue: IncidentCatalogue, query: str) -> Found:
    """All ids, and the rows of the places that are looked at."""
    ids = catalogue.ids(Wish(query=query, sort="date", descending=True))
    rows: list[Row] = []
    for place in _places(ids):
        rows += catalogue.rows(ids[place:place + _SEEN], query)
    return Found(ids, rows, bool(query))


def _places(ids: array[int]) -> list[int]:
    return [number * max(0, len(ids) - _SEEN) // _PLACES for number in range(_PLACES)]


def _times(app: QApplication, model: PagedModel, found: Found, times: int) -> list[float]:
    table = RecordTable(model, "benchmark", "Benchmark")
    table.resize(*_SIZE)
    model.show(found)
    table.make_room(found.searched)
    table.show()
    app.processEvents()
    taken = []
    for turn in range(times):
        table.verticalScrollBar().setValue(_places(found.ids)[turn * 7 % _PLACES])
        begun = process_time()
        table.viewport().repaint()
        taken.append((process_time() - begun) * 1000)
    table.close()
    return taken


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
