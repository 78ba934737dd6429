"""The furthest public stage of an incident's proceedings: computed for each jurisdiction, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casetracker.domain.vocabulary import JURISDICTION, STAGE
from casetracker.i18n import _

# How far each stage is; stages that end, halt or move a proceeding are flags, not progress.
_RANK = {stage: rank for rank, stages in enumerate((
    ("reported_to_body", "preliminary_examination"),
    ("pre_trial", "investigation", "special_pre_trial"),
    ("warrant",), ("surrendered",), ("confirmation",), ("pre_trial_completed",),
    ("in_court", "trial"), ("judgment",), ("appeal",), ("cassation",), ("reparations",), ("final",),
)) for stage in stages}
_ABSENT = frozenset({"special_pre_trial"})


@dataclass(frozen=True)
class Furthest:
    """How far one jurisdiction has come, with what qualifies it."""

    jurisdiction: str
    stage: str
    in_absentia: bool = False
    acquittal: bool = False
    closed: bool = False

    def label(self) -> str:
        flags = [text for on, text in ((self.in_absentia, _("in absentia")), (self.acquittal, _("acquittal")),
                                       (self.closed, _("closed"))) if on]
        told = f"{JURISDICTION.label(self.jurisdiction)}: {STAGE.label(self.stage).lower()}"
        return f"{told} ({', '.join(flags)})" if flags else told


def furthest(proceedings: Iterable[Mapping[str, Any]]) -> tuple[Furthest, ...]:
    """From proceedings (jurisdiction, stage, history, persons) to the furthest stage of each jurisdiction."""
    by_jurisdiction: dict[str, list[Mapping[str, Any]]] = {}
    for proceeding in proceedings:
        by_jurisdiction.setdefault(proceeding["jurisdiction"], []).append(proceeding)
    return tuple(_furthest(jurisdiction, group) for jurisdiction, group in sorted(
        by_jurisdiction.items(), key=lambda item: list(JURISDICTION).index(item[0])))


def _furthest(jurisdiction: str, proceedings: Sequence[Mapping[str, Any]]) -> Furthest:
    live = [line["stage"] for proceeding in proceedings for line in proceeding["history"] if not line["superseded"]]
    stages = live or [proceeding["stage"] for proceeding in proceedings]
    persons = [person["status"] for proceeding in proceedings for person in proceeding.get("persons", ())]
    ranked = [stage for stage in stages if stage in _RANK]
    return Furthest(
        jurisdiction,
        max(ranked, key=_RANK.__getitem__) if ranked else stages[-1],
        in_absentia=any(stage in _ABSENT for stage in stages) or "in_absentia" in persons,
        acquittal="acquitted" in persons,
        closed=all(proceeding["stage"] == "closed" for proceeding in proceedings),
    )
