"""Where what is claimed of one matter cannot all be true, and nobody has said which value is adopted.

What is one matter, and when two values exclude each other, is said in `domain.claims`; here only the rows are brought
together that it needs, and no more of them than may be in dispute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from casetracker.domain import claims
from casetracker.domain.claims import Matter
from casetracker.domain.findings import Finding
from casetracker.domain.shapes import INCIDENT
from casetracker.i18n import _
from casetracker.services.findings.claims import CLAIMS
from casetracker.services.findings.look import Look, about

# What tells values and matters apart, besides who says so.
_SAID: Mapping[str, tuple[str, ...]] = {
    "dates": ("kind", "date", "zone"),
    "places": ("name", "lat", "lon", "precision"),
    "figures": ("outcome", "group", "qualifier", "low", "high"),
    "harmed_objects": ("kind", "description", "protected_status", "damage"),
    "claims": ("kind", "value"),
    "conflicts": ("classification", "parties"),
}
# The lists whose values may exclude each other by what they say; in the others only a source that contradicts disputes.
_MAY_EXCLUDE = {"dates": "kind", "figures": "outcome"}
_WHO = ("id", "source_pk", "basis", "stance", "adopted")


def disputes(look: Look) -> Iterator[Finding]:
    """One finding for each matter in dispute of which no value is adopted."""
    for field in CLAIMS:
        names = (*_WHO, *_SAID[field.name])
        columns = ", ".join(f'"{name}"' for name in names)
        stated = look.grouped(f"SELECT parent_pk, {columns} FROM {field.table} WHERE parent_pk BETWEEN ?1 AND ?2"
                              " ORDER BY parent_pk, position")
        for pk, told in stated.items():
            rows = [dict(zip(names, row, strict=True)) for row in told]
            if _worth_a_look(field.name, rows):
                yield from _unresolved(look.incidents[pk].reference, field.name, rows)


def _worth_a_look(name: str, rows: list[dict[str, Any]]) -> bool:
    if any(row["stance"] == "contradicts" for row in rows):
        return True
    which = _MAY_EXCLUDE.get(name)
    return which is not None and len(rows) > 1 and max(Counter(row[which] for row in rows).values()) > 1


def _unresolved(incident: str, name: str, rows: list[dict[str, Any]]) -> Iterator[Finding]:
    held = {name: [{**row, "source": row["source_pk"]} for row in rows]}
    for matter in claims.matters(held):
        if matter.disputed and matter.adopted is None:
            code = "figures_disagree" if name == "figures" else "contradiction_unresolved"
            facts = [[row["id"], row["stance"], *(row[each] for each in _SAID[name])] for row in matter.rows]
            yield about(code, incident, name, _words(matter), facts, subject=str(matter.rows[0]["id"]))


def _words(matter: Matter) -> str:
    """By the codes of the matter alone: what the sources say of it may not be for everybody who reads this."""
    if matter.list == "figures":
        return _("{what}: figures that cannot all be true are stated, and none is adopted.").format(what=_called(matter))
    return _("{what}: sources contradict each other, and no value is adopted.").format(what=_called(matter))


def _called(matter: Matter) -> str:
    field = INCIDENT.field(matter.list)
    told = [vocabulary.label(matter.rows[0][each.name]) for each in field.fields
            if each.name in ("kind", "outcome", "group") and (vocabulary := each.vocabulary) is not None]
    return f"{_(field.label)} ({', '.join(each[:1].lower() + each[1:] for each in told)})" if told else _(field.label)
