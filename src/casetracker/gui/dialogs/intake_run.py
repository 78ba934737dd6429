"""The taking in itself: one file after the other through the write lane, each of them whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import whenever_alive
from casetracker.gui.widgets.faults import sentence_of, what_happened
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.changes import ChangeSet


@dataclass(eq=False)
class Pending:
    """A file that waits to be taken in, what was said of it, and why it could not be."""

    path: Path
    values: dict[str, object] = field(default_factory=dict)
    fault: str = ""

    def __post_init__(self) -> None:
        self.values.setdefault("title", shown_name(self.path))

    def sentence(self, size_text: Callable[[object], str]) -> str:
        try:
            size = size_text(self.path.stat().st_size)
        except OSError:
            size = ""
        told = "  ·  ".join(part for part in (shown_name(self.path), size) if part)
        return f"{told}\n{self.fault}" if self.fault else told


def shown_name(path: Path) -> str:
    """A file name that can be shown whatever bytes it is made of."""
    text = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


class IntakeRun(QObject):
    """Takes the files in in their order; one that fails does not stop the others, Stop stops them all."""

    begun = Signal(object)
    """The Progress of the file that is being copied now."""
    taken = Signal(object)
    """The Pending that has become an exhibit."""
    ended = Signal(str)
    """What to tell; empty if all went well."""

    def __init__(self, ops: Operations, incident: str | None, files: list[Pending], parent: QObject) -> None:
        super().__init__(parent)
        self._ops, self._incident, self._waiting = ops, incident, files
        self._faults: list[str] = []

    def start(self) -> None:
        if not self._waiting:
            self.ended.emit("\n".join(self._faults))
            return
        from casetracker.services import evidence

        now = self._waiting.pop(0)
        progress = Progress(_("Taking in {file}").format(file=shown_name(now.path)))
        self.begun.emit(progress)
        title, source, details = _details(now.values)
        role = str(now.values.get("role") or "evidentiary_copy")
        store, incident = self._ops.store, self._incident
        self._ops.run(
            lambda: evidence.take_in(store, incident, now.path, title=title, source=source, details=details,
                                     role=role, progress=progress),
            initiator=self, success=whenever_alive(self, lambda change: self._done(now, change)),
            failure=whenever_alive(self, lambda error: self._failed(now, progress, error)))

    def _done(self, now: Pending, change: ChangeSet) -> None:
        self.taken.emit(now)
        self.start()

    def _failed(self, now: Pending, progress: Progress, error: Exception) -> None:
        if progress.cancelled:
            self.ended.emit(_("Stopped. Nothing of {file} was kept; the files in the list were not taken in.").format(
                file=shown_name(now.path)))
            return
        problems = getattr(error, "problems", None)
        now.fault = " ".join(sentence_of(*each) for each in problems.items()) if problems else what_happened(error)
        self._faults.append(f"{shown_name(now.path)}: {now.fault}")
        self.start()


def _details(values: dict[str, object]) -> tuple[str | None, str | None, dict[str, object]]:
    rest = {name: value for name, value in values.items()
            if name not in ("title", "source", "role") and value not in (None, "", False)}
    title, source = values.get("title"), values.get("source")
    return (str(title) if title else None), (str(source) if source else None), rest
