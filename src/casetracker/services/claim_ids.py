"""The claims of an incident by the ids of their rows, and what they say in a few words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import parse_edtf
from casetracker.domain.shapes import INCIDENT
from casetracker.errors import InvalidRecord
from casetracker.i18n import _, language
from casetracker.store import states
from casetracker.store.engine import Connection
from casetracker.store.states import State

# The lists of an incident whose rows are claims, each with who says so.
CLAIM_LISTS = tuple(field.name for field in INCIDENT.lists if any(inner.name == "stance" for inner in field.fields))

Record = Mapping[str, Any]


def claims_of(incident: Record) -> Iterator[tuple[str, Record]]:
    """(list, row) of every claim, in the order of the record."""
    for name in CLAIM_LISTS:
        for row in incident[name]:
            yield name, row


def words_of(name: str, row: Record) -> str:
    """What a claim says, or contradicts, without who says so."""
    told = _what(name, row)
    return _("contradicts: {what}").format(what=told) if row["stance"] == "contradicts" else told


def _what(name: str, row: Record) -> str:
    match name:
        case "dates":
            told = parse_edtf(row["date"], row["zone"] or "unknown").describe(language())
            return f"{v.DATE_KIND.label(row['kind'])}: {told}"
        case "places":
            return _("Place: {name}").format(name=row["name"])
        case "figures":
            return f"{v.OUTCOME.label(row['outcome'])}, {v.GROUP.label(row['group'])}: {_number(row)}"
        case "harmed_objects":
            return ": ".join(part for part in (v.HARMED_OBJECT.label(row["kind"]), row["description"] or "") if part)
        case "conflicts":
            return ": ".join(part for part in (v.CONFLICT_CLASS.label(row["classification"]), row["parties"] or "") if part)
    return f"{v.CLAIM_KIND.label(row['kind'])}: {row['value']}"


def _number(row: Record) -> str:
    if row["low"] is None:
        return _("number not stated")
    told = str(row["low"]) if row["high"] in (None, row["low"]) else _("{low} to {high}").format(
        low=row["low"], high=row["high"])
    if row["qualifier"] in ("at_least", "about"):
        return f"{v.QUALIFIER.label(row['qualifier']).lower()} {told}"
    return told


def refuse_unknown(connection: Connection, kind: str, before: State, after: State) -> None:
    """InvalidRecord if an allegation newly names a claim that its incident does not have.

    A claim that was named before stays named, even if it was taken out of the incident since.
    """
    if kind != "allegation":
        return
    same = before.get("incident") == after["incident"]
    kept = {row["claim"] for row in before.get("element_evidence", ())} if same else set()
    named = [(number, row["claim"]) for number, row in enumerate(after["element_evidence"])
             if row["claim"] and row["claim"] not in kept]
    if not named:
        return
    held = _ids(connection, after["incident"])
    unknown = {f"element_evidence[{number}].claim": _("is {code!r}; {incident} has no claim with this id").format(
        code=claim, incident=_reference(connection, after["incident"])) for number, claim in named if claim not in held}
    if unknown:
        raise InvalidRecord(unknown, _("“incident show REF --json” names the id of each claim."))


def _ids(connection: Connection, incident: str) -> set[str]:
    pk = states.pk_of(connection, "incident", incident)
    assert pk is not None
    state = states.read_state(connection, "incident", pk)
    assert state is not None
    return {row["id"] for _name, row in claims_of(state)}


def _reference(connection: Connection, incident: str) -> str:
    return str(connection.execute("SELECT reference FROM incident WHERE id = ?", (incident,)).fetchone()[0])
