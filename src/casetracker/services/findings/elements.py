"""Elements of what is alleged for which nothing speaks: the gaps of every element matrix, without laying one out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from casetracker.domain import law
from casetracker.domain.dates import parse_edtf
from casetracker.domain.findings import Finding
from casetracker.domain.law import Element
from casetracker.i18n import _
from casetracker.services.findings.claims import CLAIMS
from casetracker.services.findings.look import Look, about

_Dates = tuple[tuple[str, str, str, int], ...]
# What speaks for an element fills a gap while it stands: the item is linked to the incident and not withdrawn, the claim
# is one of the incident's.
_ITEM_STANDS = ("EXISTS (SELECT 1 FROM evidence_link AS l JOIN evidence AS e ON e.pk = l.parent_pk WHERE"
                " l.parent_pk = n.evidence_pk AND l.incident_pk = a.incident_pk AND e.withdrawn_at IS NULL)")
_CLAIM_STANDS = " OR ".join(f"EXISTS (SELECT 1 FROM {field.table} AS c WHERE c.id = n.claim AND c.parent_pk = a.incident_pk)"
                            for field in CLAIMS)
_SUPPORTED = ("SELECT n.parent_pk, n.element FROM allegation AS a JOIN element_evidence AS n ON n.parent_pk = a.pk"
              " WHERE a.incident_pk BETWEEN ?1 AND ?2 AND n.side = 'for'"
              " AND (n.evidence_pk IS NOT NULL OR n.claim IS NOT NULL)"
              f" AND (n.evidence_pk IS NULL OR {_ITEM_STANDS}) AND (n.claim IS NULL OR {_CLAIM_STANDS})")


def unsupported(look: Look) -> Iterator[Finding]:
    """One finding for each element; of alternatives, one supported is enough, and they are missing together."""
    alleged = look.grouped("SELECT incident_pk, pk, reference, provision, version FROM allegation"
                           " WHERE incident_pk BETWEEN ?1 AND ?2 AND withdrawn_at IS NULL ORDER BY pk")
    supported: dict[int, set[str]] = defaultdict(set)
    for allegation_pk, element in look.rows(_SUPPORTED) if alleged else ():
        supported[allegation_pk].add(element)
    for pk, rows in alleged.items():
        for allegation_pk, allegation, provision, version in rows:
            for group in _groups(provision, version, _dates(look, pk) if _by_date(provision, version) else ()):
                if supported[allegation_pk].isdisjoint(element.code for element in group):
                    yield _missing(look.incidents[pk].reference, allegation, group)


def _missing(incident: str, allegation: str, group: tuple[Element, ...]) -> Finding:
    told = _("{allegation}: nothing is named for “{element}”.") if len(group) == 1 else _(
        "{allegation}: nothing is named for any of the alternatives that begin with “{element}”.")
    return about("element_without_evidence", incident, "element_evidence", told.format(
        allegation=allegation, element=group[0].label), [element.code for element in group],
        subject=f"{allegation}:{group[0].code}", record=allegation)


def _by_date(provision: str, version: str | None) -> bool:
    """Whether the date of the act decides which elements there are."""
    known = law.load().provisions.get(provision)
    return known is not None and len(known.versions) > 1 and all(each.code != version for each in known.versions)


def _dates(look: Look, incident_pk: int) -> _Dates:
    return tuple(look.connection.execute(
        "SELECT kind, date, zone, adopted FROM incident_date WHERE parent_pk = ? AND stance <> 'contradicts'"
        " ORDER BY position", (incident_pk,)).fetchall())


@lru_cache(maxsize=4096)
def _groups(provision: str, version: str | None, dates: _Dates) -> tuple[tuple[Element, ...], ...]:
    """The elements that have to be shown, alternatives together; none for a provision that we do not know.

    Without a version chosen, those of every version that is proposed for the date of the act.
    """
    texts = law.load()
    known = texts.provisions.get(provision)
    if known is None:
        return ()
    versions = [each for each in known.versions if each.code == version]
    if not versions:
        act = law.act_date([(kind, parse_edtf(date, zone), bool(adopted)) for kind, date, zone, adopted in dates])
        versions = list(texts.versions_for_act(provision, act).versions)
    groups: dict[str, dict[str, Element]] = {}
    wanted = {element.code for each in versions for element in known.elements_of(each)}
    for element in known.elements:
        if element.code in wanted:
            groups.setdefault(element.one_of or element.code, {})[element.code] = element
    return tuple(tuple(group.values()) for group in groups.values())
