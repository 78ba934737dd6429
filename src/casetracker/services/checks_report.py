"""What a check of a store found: faults, each with its place, and how much was looked at."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was left: `kind` is a stable code, `where` names the record, file or entry."""

    kind: str
    where: str
    message: str


@dataclass
class Report:
    """What was checked and what is wrong."""

    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, where: str, message: str) -> None:
        fault = Fault(kind, where, message)
        if fault not in self.faults:
            self.faults.append(fault)
