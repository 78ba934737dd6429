"""Where a condition under which something was given, or a consent, is broken or about to be."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from casetracker.domain.findings import Finding
from casetracker.i18n import _
from casetracker.services.findings.look import Look, shared
from casetracker.services.sharing import among

Bodies = dict[int, tuple[str, ...]]

# The uses of a consent without which an item must not be with a body; publication and the like are another matter.
_USES = "('investigation', 'hand_over', 'court')"
_KEPT_BACK = "('lead_only', 'not_onward')"

# Of items alone: a dossier leaves out by itself what its readers may not have.
_GIVEN = ("SELECT h.reference, h.body_pk, g.reference, g.sharing, g.sharing_recipients FROM handover AS h"
          " JOIN handover_item AS n ON n.parent_pk = h.pk {joins}"
          " WHERE h.pk {keys} AND h.withdrawn_at IS NULL AND g.sharing <> 'free'")
_WHOSE = ("JOIN evidence AS g ON g.pk = n.evidence_pk",
          "JOIN evidence AS e ON e.pk = n.evidence_pk JOIN source AS g ON g.pk = e.source_pk")

_REVOKED = ("SELECT c.reference, c.recipient, c.body_pk, c.\"use\", e.reference, h.reference, h.body_pk FROM consent AS c"
            " {joins} JOIN evidence AS e ON e.pk = n.evidence_pk JOIN handover AS h ON h.pk = n.parent_pk"
            f" WHERE c.pk {{keys}} AND c.withdrawn_at IS NULL AND c.revoked_on IS NOT NULL AND c.\"use\" IN {_USES}"
            " AND h.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM consent AS s WHERE s.party_pk = c.party_pk"
            " AND s.\"use\" = c.\"use\" AND s.revoked_on IS NULL AND s.withdrawn_at IS NULL"
            " AND (s.evidence_pk IS NULL OR s.evidence_pk = n.evidence_pk)"
            " AND (s.recipient = c.recipient OR s.body_pk = h.body_pk))")
# What a consent covers: the item it names, else what was recorded of what the person told.
_COVERED = (
    " JOIN handover_item AS n ON n.evidence_pk = c.evidence_pk",
    " JOIN account AS a ON a.party_pk = c.party_pk AND c.evidence_pk IS NULL AND a.withdrawn_at IS NULL"
    " JOIN handover_item AS n ON n.evidence_pk = a.recording_pk",
)


def showable(look: Look) -> Iterator[Finding]:
    """Items marked to be shown although they, or their source, are not to be passed on."""
    for reference, own, given in look.rows(
            "SELECT e.reference, e.sharing, s.sharing FROM evidence AS e LEFT JOIN source AS s ON s.pk = e.source_pk"
            f" WHERE e.pk {look.keys('evidence')} AND e.withdrawn_at IS NULL AND e.showable"
            f" AND (e.sharing IN {_KEPT_BACK} OR s.sharing IN {_KEPT_BACK}) ORDER BY e.pk"):
        yield shared("sharing_at_risk", reference, "showable", _(
            "{exhibit} is marked to be shown in dossiers, in spite of the condition under which it was given.").format(
                exhibit=reference), own, given)


def handovers(look: Look) -> Iterator[Finding]:
    """Hand-overs that give a body what the conditions of an item or a source keep from it."""
    bodies: Bodies = {}
    risky: dict[str, set[str]] = defaultdict(set)
    keys = look.keys("handover")
    for reference, body, record, sharing, recipients in look.rows(" UNION ".join(
            _GIVEN.format(joins=joins, keys=keys) for joins in _WHOSE)):
        if sharing != "named_recipients" or not among(recipients, _names(look, body, bodies)):
            risky[reference].add(record)
    for reference, records in sorted(risky.items()):
        yield shared("sharing_at_risk", reference, "items", _(
            "{handover} gives the body what its condition keeps from it: {records}.").format(
                handover=reference, records=", ".join(sorted(records))), sorted(records))


def consents(look: Look) -> Iterator[Finding]:
    """Consents taken back for what a body has been given."""
    bodies: Bodies = {}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    keys = look.keys("consent")
    for consent, recipient, wanted, use, exhibit, handover, body in look.rows(" UNION ".join(
            _REVOKED.format(joins=joins, keys=keys) for joins in _COVERED)):
        of_this_body = wanted == body if wanted is not None else among(recipient, _names(look, body, bodies))
        if use == "investigation" or of_this_body:
            found[consent].add((exhibit, handover))
    for consent, pairs in sorted(found.items()):
        told = ", ".join(_("{exhibit} in {handover}").format(exhibit=exhibit, handover=handover)
                         for exhibit, handover in sorted(pairs))
        yield shared("consent_revoked", consent, "revoked_on", _(
            "{consent} was revoked, and what it covered was handed over: {what}.").format(consent=consent, what=told),
            sorted(list(pair) for pair in pairs))


def _names(look: Look, body: int, known: Bodies) -> tuple[str, ...]:
    """What a body is called, read once."""
    if body not in known:
        name, others = look.connection.execute("SELECT name, names FROM body WHERE pk = ?", (body,)).fetchone()
        known[body] = (name, *json.loads(others))
    return known[body]
