"""Where what is claimed of one matter cannot all be true, and nobody has said which value is adopted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import parse_edtf
from casetracker.domain.findings import Finding
from casetracker.domain.shapes import Field
from casetracker.i18n import _, ngettext
from casetracker.services.findings.claims import CLAIMS, Row
from casetracker.services.findings.look import Look, about


def figures(look: Look) -> Iterator[Finding]:
    """Figures for the same outcome and group that cannot all be true, with none adopted."""
    stated = look.grouped("SELECT parent_pk, id, outcome, \"group\", qualifier, low, high, stance, adopted"
                          " FROM casualty_figure WHERE parent_pk BETWEEN ?1 AND ?2 ORDER BY parent_pk, position")
    for pk, rows in stated.items():
        matters: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for figure, outcome, group, *rest in rows:
            matters[outcome, group].append((figure, *rest))
        for (outcome, group), told in matters.items():
            adopted = any(row[-1] for row in told)
            if not adopted and (_disputed(told) or not _agree(told)):
                yield about("figures_disagree", look.incidents[pk].reference, "figures",
                            _disagreeing(outcome, group, len(told)), outcome, group, [list(row) for row in told],
                            subject=str(told[0][0]))


def _disputed(rows: list[Row]) -> bool:
    return any(stance == "contradicts" for *_rest, stance, _adopted in rows)


def _agree(rows: list[Row]) -> bool:
    """Whether one number could make all of them true."""
    spans = [_span(qualifier, low, high) for _id, qualifier, low, high, *_rest in rows if low is not None]
    return not spans or max(span[0] for span in spans) <= min(span[1] for span in spans)


def _span(qualifier: str, low: int, high: int | None) -> tuple[float, float]:
    """The numbers a figure may stand for; "about" reaches a tenth, and at least one, to either side."""
    top = low if high is None else high
    if qualifier == "at_least":
        return low, float("inf")
    margin = max(1, top // 10) if qualifier == "about" else 0
    return low - margin, top + margin


def _disagreeing(outcome: str, group: str, count: int) -> str:
    """Without the numbers: a reader who may not see one of the sources must not see its figure here."""
    counted_ones = _("{outcome}, {group}").format(outcome=v.OUTCOME.label(outcome), group=_lower(v.GROUP.label(group)))
    return _("{what}: {count} figures that cannot all be true; none is adopted.").format(what=counted_ones, count=count)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


# By what the rows of a list are of one matter; a list without such a field is one matter.
_MATTER = {"dates": "kind", "harmed_objects": "kind", "claims": "kind"}
_SAID = {"dates": "date || ' ' || zone", "places": "name", "harmed_objects": "damage", "claims": "value",
         "conflicts": "classification"}


def contradictions(look: Look) -> Iterator[Finding]:
    """Claims of one matter that contradict each other, with none adopted; figures have a rule of their own."""
    for field in CLAIMS:
        if field.name != "figures":
            matter = _MATTER.get(field.name, "''")
            stated = look.grouped(
                f"SELECT parent_pk, {matter}, id, {_SAID[field.name]}, stance, adopted FROM {field.table}"
                f" WHERE parent_pk BETWEEN ?1 AND ?2 ORDER BY parent_pk, position")
            for pk, rows in stated.items():
                yield from _unresolved(look.incidents[pk].reference, field, rows)


def _unresolved(incident: str, field: Field, rows: list[Row]) -> Iterator[Finding]:
    matters: dict[str, list[Row]] = defaultdict(list)
    for matter, *rest in rows:
        matters[matter].append(tuple(rest))
    for matter, told in matters.items():
        if not any(adopted for *_rest, adopted in told) and _contradict(field.name, told):
            yield about("contradiction_unresolved", incident, field.name, _contradicting(field, matter, len(told)),
                        field.name, matter, [list(row) for row in told], subject=str(told[0][0]))


def _contradict(name: str, rows: list[Row]) -> bool:
    """One contradicts by its own word; dates that cannot be one, and differing classifications, do by what they say."""
    if any(stance == "contradicts" for _id, _said, stance, _adopted in rows):
        return True
    said = sorted({said for _id, said, _stance, _adopted in rows})
    if name == "dates":
        dates = [parse_edtf(*each.rsplit(" ", 1)) for each in said] if len(said) > 1 else []
        return any(not one.overlaps(other) for one, other in combinations(dates, 2))
    return name == "conflicts" and len(set(said) - {"undetermined"}) > 1


def _contradicting(field: Field, matter: str, count: int) -> str:
    inner = _MATTER.get(field.name)
    vocabulary = field.field(inner).vocabulary if inner else None
    what = vocabulary.label(matter) if vocabulary else ""
    told = ngettext("{what}: {n} claim is contradicted, and none is adopted.",
                    "{what}: {n} claims contradict each other, and none is adopted.", count)
    return told.format(what=f"{_(field.label)} ({_lower(what)})" if what else _(field.label), n=count)
