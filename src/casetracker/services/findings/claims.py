"""Who says so, and from how many independent roots: what is missing in the attribution of an incident's claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from casetracker.domain.findings import Finding
from casetracker.domain.shapes import INCIDENT, Field
from casetracker.i18n import _, ngettext
from casetracker.services.findings.look import Incident, Look, about
from casetracker.services.findings.roots import counted, roots_by_source
from casetracker.services.matters import ACT_CLAIMS, ACT_DATES
from casetracker.services.origins import Roots

Row = tuple[Any, ...]
CLAIMS: tuple[Field, ...] = tuple(field for field in INCIDENT.lists if any(each.name == "basis" for each in field.fields))


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes))


# The claims that say what was done: their tables, and which of the rows. Who contradicts, and what we infer, supports
# nothing.
_ACT = (("incident_date", f"kind IN ({_codes(ACT_DATES)})"), ("casualty_figure", "1"),
        ("claim", f"kind IN ({_codes(ACT_CLAIMS)})"))
_ACT_ROWS = " UNION ALL ".join(
    f"SELECT parent_pk, source_pk, basis = 'observed' AND evidence_pk IS NOT NULL FROM {table}"
    f" WHERE parent_pk BETWEEN ?1 AND ?2 AND {which} AND stance <> 'contradicts' AND basis <> 'inferred'"
    for table, which in _ACT)
_ACT_SOURCES = f"SELECT source_pk FROM ({_ACT_ROWS}) WHERE source_pk IS NOT NULL"
# What we infer says from what; what is seen in an item has the item to show for it.
_UNATTRIBUTED = " UNION ALL ".join(
    f"SELECT parent_pk, '{field.name}', id FROM {field.table} WHERE parent_pk BETWEEN ?1 AND ?2 AND source_pk IS NULL"
    " AND basis <> 'inferred' AND NOT (basis = 'observed' AND evidence_pk IS NOT NULL)" for field in CLAIMS)


def sources(look: Look) -> Iterator[Finding]:
    """No source at all for the act, claims without one, and too few roots for what is said."""
    act = look.grouped(_ACT_ROWS)
    silent = look.grouped(_UNATTRIBUTED)
    known = roots_by_source(look.connection, _ACT_SOURCES, (look.low, look.high))
    for pk, incident in look.incidents.items():
        rows = act.get(pk, [])
        named = {source for source, _seen in rows if source is not None}
        if not named and not any(seen for _source, seen in rows):
            yield about("no_source", incident.reference, "dates",
                        _("No source is named for what is said of the act."), "act")
        elif pk in silent:
            yield _unattributed(incident.reference, silent[pk])
        if named or incident.assessment == "corroborated":
            yield from _few_roots(incident, counted(named, known, look.same_roots))


def _unattributed(incident: str, rows: list[Row]) -> Finding:
    told = ngettext("{n} entry is attributed to no source.", "{n} entries are attributed to no source.", len(rows))
    return about("no_source", incident, str(rows[0][0]), told.format(n=len(rows)), sorted(row[1] for row in rows))


def _few_roots(incident: Incident, roots: Roots) -> Iterator[Finding]:
    if roots.roots < 2:
        facts = (roots.sources, roots.roots, roots.unknown, roots.withdrawn)
        if incident.assessment == "corroborated":
            yield about("corroborated_single_root", incident.reference, "assessment",
                        _("Assessed as corroborated; the claims on the act rest on {count}.").format(count=roots), *facts)
        else:
            yield about("single_root", incident.reference, "claims", _("The claims on the act rest on {count}.").format(
                count=roots), *facts)
