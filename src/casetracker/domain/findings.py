"""What may be missing in a case, by stable codes: what each finding means, why it matters, and how it is mended.

A finding is computed whenever somebody asks, never typed. Its *fingerprint* is a digest of what was found: one that was
dismissed with a reason shows again as soon as something else is found in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from casetracker.domain.canonical import digest
from casetracker.i18n import N_, _

Level = Literal["urgent", "serious", "gap"]
LEVELS: Mapping[Level, str] = {"urgent": N_("urgent"), "serious": N_("serious"), "gap": N_("gap")}
Readers = Literal["all", "internal", "nobody"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of finding. `printed` says in whose dossiers it stands: what is the keepers' own affair, or rests on
    records that the incident does not hold, goes to fewer readers."""

    code: str
    level: Level
    label: str
    why: str
    mend: str
    printed: Readers = "all"

    @property
    def gravity(self) -> str:
        return _(LEVELS[self.level])

    @property
    def title(self) -> str:
        return _(self.label)

    @property
    def explanation(self) -> str:
        """Why it matters and what to do."""
        return f"{_(self.why)} {_(self.mend)}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is missing. `incident` is None for a finding of the store: one about a record that incidents share
    (a source, a party, an item, a proceeding, a hand-over, a consent); it shows on each incident that uses the record.

    `subject` is a reference or the id of a row; `record` and `field` say where it is mended. `words` name records by
    reference only, so that they may be shown to anybody.
    """

    code: str
    incident: str | None
    subject: str
    record: str
    field: str
    words: str
    fingerprint: str

    @property
    def kind(self) -> Kind:
        return KINDS[self.code]


def fingerprint(*facts: Any) -> str:
    """A short digest of what was found."""
    return digest({"found": list(facts)})[:16]


def in_order(findings: list[Finding]) -> list[Finding]:
    """The gravest first; within a kind as they were found."""
    return sorted(findings, key=lambda finding: _RANK[finding.code])


# From the gravest to the least; a code, once shipped, is never removed or given another meaning.
_ALL = (
    Kind("sharing_at_risk", "urgent", N_("Sharing condition about to be broken"),
         N_("What was given under a condition must not go further than the condition allows."),
         N_("Take it out of the hand-over, or ask whoever gave it and record the answer."), "internal"),
    Kind("consent_revoked", "urgent", N_("Handed over, and the consent revoked"),
         N_("A person may take back what they agreed to; those who hold the item must hear of it."),
         N_("Tell the body that received it, and record its answer."), "nobody"),
    Kind("contact_planned", "urgent", N_("Contact planned with a person not to be contacted again"),
         N_("Asking again may do harm, and this person, or whoever heard them, has said no."),
         N_("Change the planned step, or correct the account."), "internal"),
    Kind("protected_without_reason", "urgent", N_("Protected without a reason"),
         N_("Whoever meets the record later must be able to judge whether the protection still holds, and how far."),
         N_("Say from what the person or source is protected, and who asked for it."), "internal"),
    Kind("next_action_overdue", "urgent", N_("Overdue"),
         N_("A deadline that passes unseen may close a remedy for good."),
         N_("Record what was done, or give it a new date."), "internal"),
    Kind("evidence_without_custody", "serious", N_("Evidence without custody"),
         N_("Without a record of who held it, nobody can show that the item is what was collected."),
         N_("Add a custody entry: who received or collected it, when and from whom.")),
    Kind("no_source", "serious", N_("No source"),
         N_("A statement that nobody is named for cannot be tested."),
         N_("Name the source where the date, place, figure or claim is entered, or say from what it is inferred.")),
    Kind("corroborated_single_root", "serious", N_("Assessed as corroborated on fewer than two independent roots"),
         N_("Many outlets that repeat one office are one voice."),
         N_("Move the assessment, find another root, or record where the sources have it from.")),
    Kind("contradiction_unresolved", "serious", N_("Contradiction unresolved"),
         N_("Sources contradict each other on one matter, and no value is adopted."),
         N_("Adopt one of the values and say why, or dismiss this with the reason why none can be.")),
    Kind("figures_disagree", "serious", N_("Casualty figures disagree"),
         N_("Figures that cannot all be true are stated for the same persons, and none is adopted."),
         N_("Adopt one figure and say why; figures are never added up or averaged.")),
    Kind("single_root", "gap", N_("Fewer than two independent roots"),
         N_("What rests on one root stands and falls with it."),
         N_("Look for a source that knows at first hand and independently; record where the sources have it from.")),
    Kind("capture_incomplete", "gap", N_("Web capture incomplete"),
         N_("A page may be gone tomorrow; what was not kept with it cannot be had later."),
         N_("Complete the capture while the page is there, or note what was not possible.")),
    Kind("no_date", "gap", N_("No date"),
         N_("An incident without a date cannot be placed, compared or qualified in law."),
         N_("Enter a date as imprecise as it is known: a month or a year is better than none.")),
    Kind("date_discovery_only", "gap", N_("Date known only as that of discovery or later"),
         N_("When something was found or told is not when it happened."),
         N_("Look for the date of the act, or for that of a capture or another earlier point.")),
    Kind("place_without_precision", "gap", N_("Place not precise"),
         N_("A district or a region is too wide to tell incidents apart."),
         N_("Enter the settlement or coordinates, with the precision that the source allows.")),
    Kind("element_without_evidence", "gap", N_("Element without evidence"),
         N_("An allegation needs evidence for each of its elements."),
         N_("Name the items or claims that speak for the element, or note what to look for."), "internal"),
    Kind("no_exonerating_search", "gap", N_("No recorded search for exonerating material"),
         N_("What exonerates is to be looked for as what incriminates is (Rome Statute, art. 54(1)(a))."),
         N_("Record a line of inquiry with that aim, or link an item that exonerates.")),
    Kind("ungraded_source", "gap", N_("Source not graded"),
         N_("How reliable a source is, is judged apart from what it says."),
         N_("Grade it from A to F and say why; F means that it cannot be judged.")),
)
KINDS: Mapping[str, Kind] = {kind.code: kind for kind in _ALL}
_RANK = {code: rank for rank, code in enumerate(KINDS)}


def grouped(findings: Sequence[Finding]) -> Iterator[tuple[Kind, list[Finding]]]:
    """The findings by kind, the gravest kind first."""
    for kind in _ALL:
        of_kind = [finding for finding in findings if finding.code == kind.code]
        if of_kind:
            yield kind, of_kind
