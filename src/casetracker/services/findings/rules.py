"""All rules, by the kind of record whose slices they read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from casetracker.domain.findings import Finding
from casetracker.services.findings import act, claims, items, people, sharing, work
from casetracker.services.findings.look import Look

Rule = Callable[[Look], Iterator[Finding]]

RULES: Mapping[str, tuple[Rule, ...]] = {
    "incident": (claims.sources, claims.figures, claims.contradictions, act.dates, act.places, people.contact,
                 work.inquiries, work.elements, work.exoneration),
    "source": (people.protected_sources, people.grades),
    "party": (people.protected_parties,),
    "evidence": (items.custody, items.captures, sharing.showable),
    "proceeding": (work.proceedings,),
    "handover": (sharing.handovers,),
    "consent": (sharing.consents,),
}


def found(look: Look, kind: str) -> Iterator[Finding]:
    """What the rules of one kind find in a look."""
    for rule in RULES[kind]:
        yield from rule(look)
