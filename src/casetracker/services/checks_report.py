"""What a check of a store found: faults, each with its place, and how much was looked at."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was left: `kind` is a stable code, `where` names the record, file or entry; `sequence`
    is the first journal entry that cannot be believed any more, 0 where the journal is not concerned."""

    kind: str
    where: str
    message: str
    sequence: int = 0


@dataclass(frozen=True)
class Good:
    """Up to where the journal is what was signed: the last entry, and when it was signed (UTC)."""

    sequence: int
    at: str


@dataclass
class Report:
    """What was checked and what is wrong. `remarks` are no faults; `good` is None where nothing sound was ever signed."""

    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    good: Good | None = None
    stamps: list[Good] = field(default_factory=list)
    """Up to where, and when, an authority's time stamps bear the journal out."""

    @property
    def doubted(self) -> int | None:
        """The first journal entry that cannot be believed."""
        return min((fault.sequence for fault in self.faults if fault.sequence), default=None)

    @property
    def stamped(self) -> Good | None:
        """The last time stamp on what can be believed."""
        doubted = self.doubted
        return max((stamp for stamp in self.stamps if doubted is None or stamp.sequence < doubted),
                   key=lambda stamp: stamp.sequence, default=None)

    def add(self, kind: str, where: str, message: str, sequence: int = 0) -> None:
        fault = Fault(kind, where, message, sequence)
        if fault not in self.faults:
            self.faults.append(fault)
