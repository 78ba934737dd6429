"""All rules: by the kind of record whose slices they read, with the codes of what they find."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from casetracker.domain.findings import Finding
from casetracker.services.findings import act, claims, disputes, elements, items, people, sharing, work
from casetracker.services.findings.look import Look


@dataclass(frozen=True)
class Rule:
    """One question to the store; `codes` are those of the findings it may give back."""

    kind: str
    find: Callable[[Look], Iterator[Finding]]
    codes: frozenset[str]


def _rule(kind: str, find: Callable[[Look], Iterator[Finding]], *codes: str) -> Rule:
    return Rule(kind, find, frozenset(codes))


RULES = (
    _rule("incident", claims.sources, "no_source", "single_root", "corroborated_single_root"),
    _rule("incident", disputes.disputes, "figures_disagree", "contradiction_unresolved"),
    _rule("incident", act.dates, "no_date", "date_discovery_only"),
    _rule("incident", act.places, "place_without_precision"),
    _rule("incident", people.contact, "contact_planned"),
    _rule("incident", work.inquiries, "next_action_overdue"),
    _rule("incident", elements.unsupported, "element_without_evidence"),
    _rule("incident", work.exoneration, "no_exonerating_search"),
    _rule("source", people.protected_sources, "protected_without_reason"),
    _rule("source", people.grades, "ungraded_source"),
    _rule("party", people.protected_parties, "protected_without_reason"),
    _rule("evidence", items.custody, "evidence_without_custody"),
    _rule("evidence", items.captures, "capture_incomplete"),
    _rule("evidence", sharing.showable, "sharing_at_risk"),
    _rule("proceeding", work.proceedings, "next_action_overdue"),
    _rule("handover", sharing.handovers, "sharing_at_risk"),
    _rule("consent", sharing.consents, "consent_revoked"),
)


def kinds(codes: Collection[str] = ()) -> list[str]:
    """The kinds of records that are looked at for these codes, or for all."""
    return list(dict.fromkeys(rule.kind for rule in RULES if not codes or not rule.codes.isdisjoint(codes)))


def found(look: Look, kind: str, codes: Collection[str] = ()) -> Iterator[Finding]:
    """What the rules of one kind find in a look, of these codes or of all."""
    for rule in RULES:
        if rule.kind == kind and not (codes and rule.codes.isdisjoint(codes)):
            yield from (finding for finding in rule.find(look) if not codes or finding.code in codes)
