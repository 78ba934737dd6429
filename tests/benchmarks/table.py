"""A stored result as the table of docs/performance.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.lines import Line, number, of_json


def table(path: Path) -> Iterator[str]:
    """The lines of the Markdown: what it was measured on, then a row for each figure."""
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    machine, store = told["machine"], told["store"]
    yield (f"{store['incident']} incidents, {store['evidence']} items, {store['party']} parties. {machine['processor']},"
           f" {machine['cores']} cores, {machine['memory_gib']:g} GiB, {machine['system']}, Python {machine['python']},"
           f" SQLite {machine['sqlite']}, Qt {machine['pyside']}; {machine['at'][:10]}.")
    yield ""
    yield "| what | figure | floor | ratio | goal |"
    yield "|---|---|---|---|---|"
    for part in told["parts"]:
        for given in part["lines"]:
            yield _row(of_json(given))


def _row(line: Line) -> str:
    floor = "–" if line.floor is None else f"{number(line.floor)} {line.unit}"
    ours = "–" if line.ours is None else f"{number(line.ours)} {line.unit}"
    ratio = "–" if line.how == "bound" else number(line.ratio)
    return f"| {line.what.strip()} | {ours} | {floor} | {ratio} | {line.verdict.replace('NOT MET', 'not met')} |"
