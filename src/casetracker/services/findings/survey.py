"""What is missing in the whole store, counted by kind, with the first of each to look at and the others on demand."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from casetracker.domain.clock import to_text
from casetracker.services.case_store import CaseStore
from casetracker.services.findings.dismissals import Judged
from casetracker.services.findings.walk import Progress, of_store

AT_ONCE = 100


@dataclass
class Survey:
    """How many open findings there are of each code, the first of each, how many were dismissed, and when the store was
    looked at."""

    at: str
    counts: Counter[str] = field(default_factory=Counter)
    first: dict[str, list[Judged]] = field(default_factory=dict)
    dismissed: int = 0


def survey(store: CaseStore, progress: Progress | None = None) -> Survey:
    made = Survey(to_text(store.clock()))
    for each in of_store(store, progress):
        if not each.open:
            made.dismissed += 1
            continue
        made.counts[each.finding.code] += 1
        kept = made.first.setdefault(each.finding.code, [])
        if len(kept) < AT_ONCE:
            kept.append(each)
    return made


def more(store: CaseStore, code: str, skip: int, progress: Progress | None = None) -> list[Judged]:
    """The open findings of a code that follow the first `skip`, in the order of the survey."""
    with closing(of_store(store, progress, codes=(code,))) as everything:
        return list(islice((each for each in everything if each.open), skip, skip + AT_ONCE))
