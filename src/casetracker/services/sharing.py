"""The conditions under which material was given, held against those who are to have it.

A hand-over that a condition or a revoked consent forbids is not recorded until its note says who permitted it: what was
really handed over must be recordable, but never by an oversight.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import parse_edtf
from casetracker.domain.folding import fold
from casetracker.errors import InvalidRecord
from casetracker.i18n import _
from casetracker.store.engine import Connection
from casetracker.store.states import State

# To revoke another use, such as publication, says nothing against a body having the item.
_USES = frozenset({"hand_over", "court", "investigation"})
_WEIGHED = ("body", "given_on", "items", "note")


def among(recipients: str | None, names: Iterable[str]) -> bool:
    """Whether one of these names stands, word for word, in a list of recipients as it was typed."""
    listed = f" {fold(recipients or '')} "
    return any(f" {fold(name)} " in listed for name in names if fold(name))


def refuse_against_condition(connection: Connection, kind: str, before: State | None, after: State) -> None:
    """InvalidRecord for a hand-over against a condition, unless a note says who permitted it."""
    if kind != "handover" or (after["note"] or "").strip():
        return
    if before is not None and all(before[name] == after[name] for name in _WEIGHED):
        return
    names = _names(connection, after["body"])
    problems = {}
    for number, item in enumerate(after["items"]):
        told = next(_conditions(connection, item["evidence"], after, names), None)
        if told:
            problems[f"items[{number}].evidence"] = told
    if problems:
        raise InvalidRecord(problems, _("Say in the note who permitted it, or leave the item out."))


def _names(connection: Connection, body: str) -> list[str]:
    name, others = connection.execute("SELECT name, names FROM body WHERE id = ?", (body,)).fetchone()
    return [name, *json.loads(others)]


def _conditions(connection: Connection, evidence: str, handover: State, names: list[str]) -> Iterator[str]:
    """What stands against a body having an item, in sentences that name records by reference."""
    row = connection.execute(
        "SELECT e.pk, e.reference, e.sharing, e.sharing_recipients, s.reference, s.sharing, s.sharing_recipients"
        " FROM evidence AS e LEFT JOIN source AS s ON s.pk = e.source_pk WHERE e.id = ?", (evidence,)).fetchone()
    pk, exhibit, condition, recipients, source, of_source, its_recipients = row
    yield from _condition(_("{reference} was given under the condition “{condition}”"), exhibit, condition, recipients,
                          names)
    if source is not None:
        yield from _condition(_("its source {reference} spoke under the condition “{condition}”"), source, of_source,
                              its_recipients, names)
    for consent in _revoked(connection, pk, handover, names):
        yield _("the consent {consent} to give {reference} to this recipient was revoked").format(
            consent=consent, reference=exhibit)


def _condition(sentence: str, reference: str, condition: str, recipients: str | None, names: list[str]) -> Iterator[str]:
    told = sentence.format(reference=reference, condition=v.SHARING.label(condition))
    if condition in ("lead_only", "not_onward"):
        yield told
    elif condition == "named_recipients" and not among(recipients, names):
        yield _("{condition}, and this body is not among them").format(condition=told)


def _revoked(connection: Connection, evidence_pk: int, handover: State, names: list[str]) -> Iterator[str]:
    """The consents that a person took back, about this item and this recipient, and did not give again."""
    given = [_Consent(*row) for row in connection.execute(
        "SELECT c.reference, c.party_pk, c.recipient, b.id, c.use, c.revoked_on FROM consent AS c"
        " LEFT JOIN body AS b ON b.pk = c.body_pk WHERE c.withdrawn_at IS NULL AND (c.evidence_pk = ?1 OR"
        " (c.evidence_pk IS NULL AND c.party_pk IN (SELECT party_pk FROM account WHERE recording_pk = ?1"
        " AND withdrawn_at IS NULL))) ORDER BY c.ref_order", (evidence_pk,))]
    concerned = [each for each in given if each.use in _USES and each.concerns(handover["body"], names)]
    standing = {(each.party, each.use) for each in concerned if each.revoked_on is None}
    for each in concerned:
        if each.revoked_on is not None and (each.party, each.use) not in standing and not parse_edtf(
                handover["given_on"]).surely_before(parse_edtf(each.revoked_on)):
            yield each.reference


class _Consent:
    """One consent as it bears on a hand-over."""

    def __init__(self, *row: Any) -> None:
        self.reference, self.party, self.recipient, self.body, self.use, self.revoked_on = row

    def concerns(self, body: str, names: list[str]) -> bool:
        return self.body == body if self.body else among(self.recipient, names)
