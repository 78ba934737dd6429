"""What is missing where people are protected, heard or judged as sources."""

from __future__ import annotations

import json
from collections.abc import Iterator

from casetracker.domain.findings import Finding
from casetracker.domain.folding import fold
from casetracker.i18n import _
from casetracker.services.findings.look import Look, about, shared


def protection(kind: str, look: Look) -> Iterator[Finding]:
    """Protected parties or sources that do not say from what."""
    for (reference,) in look.rows(f'SELECT reference FROM "{kind}" WHERE pk {look.keys(kind)} AND protected'
                                  " AND withdrawn_at IS NULL AND coalesce(protection_reason, '') = '' ORDER BY pk"):
        yield shared("protected_without_reason", reference, "protection_reason",
                     _("{record} is protected, and no reason is recorded.").format(record=reference))


def protected_parties(look: Look) -> Iterator[Finding]:
    return protection("party", look)


def protected_sources(look: Look) -> Iterator[Finding]:
    return protection("source", look)


def grades(look: Look) -> Iterator[Finding]:
    for (reference,) in look.rows(f"SELECT reference FROM source WHERE pk {look.keys('source')} AND reliability IS NULL"
                                  " AND withdrawn_at IS NULL ORDER BY pk"):
        yield shared("ungraded_source", reference, "reliability",
                     _("{source} has no grade of reliability.").format(source=reference))


def contact(look: Look) -> Iterator[Finding]:
    """Accounts of people who are not to be contacted again, and who are named in what is planned next."""
    accounts = look.grouped(
        "SELECT a.incident_pk, a.reference, p.reference, p.name, p.names, p.pseudonym FROM account AS a"
        " JOIN party AS p ON p.pk = a.party_pk WHERE a.incident_pk BETWEEN ?1 AND ?2 AND a.do_not_contact"
        " AND a.withdrawn_at IS NULL ORDER BY a.pk")
    planned = _planned(look) if accounts else {}
    for pk, rows in accounts.items():
        incident = look.incidents[pk].reference
        for account, party, name, names, pseudonym in rows:
            called = [word for each in (party, name, pseudonym, *json.loads(names)) if each and (word := fold(each))]
            where = sorted({record for record, text in planned.get(pk, ())
                            if any(f" {word} " in f" {text} " for word in called)})
            if where:
                yield about("contact_planned", incident, "inquiries" if incident in where else "next_action", _(
                    "{person} is not to be contacted again ({account}), but is named in what is planned in {where}.").format(
                        person=party, account=account, where=", ".join(where)), where, subject=account, record=where[0])


def _planned(look: Look) -> dict[int, list[tuple[str, str]]]:
    """By incident: (record, folded text) of every next step of a line of inquiry or a proceeding."""
    steps = look.grouped(
        "SELECT q.parent_pk, i.reference, q.next_step FROM inquiry AS q JOIN incident AS i ON i.pk = q.parent_pk"
        " WHERE q.parent_pk BETWEEN ?1 AND ?2 AND q.state = 'open' AND q.next_step IS NOT NULL"
        " UNION ALL SELECT l.incident_pk, p.reference, p.next_action FROM proceeding_incident AS l"
        " JOIN proceeding AS p ON p.pk = l.parent_pk WHERE l.incident_pk BETWEEN ?1 AND ?2"
        " AND p.withdrawn_at IS NULL AND p.next_action IS NOT NULL")
    return {pk: [(record, fold(text)) for record, text in rows] for pk, rows in steps.items()}
